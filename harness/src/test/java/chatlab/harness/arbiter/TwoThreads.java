package chatlab.harness.arbiter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A history of two threads, of which only each thread's own order is known.
///
/// At first it has as many members as a test says, and the last calls show just these.
final class TwoThreads implements History {
    final List<Call> ann = new ArrayList<>();
    final List<Call> bob = new ArrayList<>();
    final List<List<Integer>> inboxes = new ArrayList<>();
    private final int members;
    private Call list;
    private Call last;
    private int late = -1;
    private final List<String> heard = new ArrayList<>();

    private static final int LAST = 15;

    /// @param newcomers subscribers that are not in at first; their numbers follow the members'
    TwoThreads(int members, int newcomers) {
        this.members = members;
        for (int i = 0; i < members + newcomers; i++) inboxes.add(new ArrayList<>());
        list = Call.list(List.of());
        last = Call.broadcast(LAST, -1, 0);
        for (int i = 0; i < members; i++) ends(i);
    }

    /// A broadcast by ann, received by these.
    TwoThreads sends(int message, Integer... receivers) {
        ann.add(Call.broadcast(message, -1, receivers.length));
        for (int receiver : receivers) inboxes.get(receiver).add(message);
        return this;
    }

    /// The subscriber is in at the end.
    TwoThreads ends(Integer subscriber) {
        listed(subscriber);
        inboxes.get(subscriber).add(LAST);
        return counts(last.result() + 1);
    }

    /// The subscriber is not in at the end.
    TwoThreads endsWithout(Integer subscriber) {
        var rest = new ArrayList<@Nullable Object>(listed());
        rest.remove(subscriber);
        list = Call.list(rest);
        inboxes.get(subscriber).remove(/* element */ (Integer) LAST);
        return counts(last.result() - 1);
    }

    /// The last list has one more, whom the last broadcast does not reach.
    TwoThreads listed(@Nullable Object subscriber) {
        var more = new ArrayList<@Nullable Object>(listed());
        more.add(subscriber);
        list = Call.list(more);
        return this;
    }

    private List<? extends @Nullable Object> listed() {
        return list.listed() == null ? List.of() : list.listed();
    }

    /// The last broadcast returns another count.
    TwoThreads counts(int taken) {
        last = Call.broadcast(LAST, -1, taken);
        return this;
    }

    TwoThreads lastThrows(Throwable thrown) {
        last = Call.threw(Call.Kind.BROADCAST, -1, LAST, thrown);
        for (var inbox : inboxes) inbox.remove(/* element */ (Integer) LAST);
        return this;
    }

    /// A delivery to the subscriber began after its first leave.
    TwoThreads isLate(int subscriber) {
        late = subscriber;
        return this;
    }

    /// Bob's subscriber has got a message before bob sends another.
    TwoThreads answers(int question, int answer) {
        heard.add(question + " before " + answer);
        return this;
    }

    List<Anomaly> anomalies() {
        return Arbiter.judge(this).stream().map(Violation::anomaly).toList();
    }

    @Override
    public int subscribers() {
        return inboxes.size();
    }

    @Override
    public int numberOf(@Nullable Object subscriber) {
        return subscriber instanceof Integer number && number < subscribers() ? number : -1;
    }

    @Override
    public long membersAtFirst() {
        return (1L << members) - 1;
    }

    @Override
    public List<Call> calls() {
        var all = new ArrayList<>(ann);
        all.addAll(bob);
        all.addAll(Arrays.asList(list, last));
        return all;
    }

    @Override
    public long before(int call) {
        long anns = (1L << ann.size()) - 1;
        long before = (1L << call) - 1;
        return call < ann.size() || call >= list() ? before : before & ~anns;
    }

    @Override
    public int list() {
        return ann.size() + bob.size();
    }

    @Override
    public int last() {
        return list() + 1;
    }

    @Override
    public int copies(int subscriber, int message) {
        return (int) inboxes.get(subscriber).stream().filter(got -> got == message).count();
    }

    @Override
    public int place(int subscriber, int message) {
        return inboxes.get(subscriber).indexOf(message);
    }

    @Override
    public boolean hasGot(int subscriber, int message, int call) {
        return heard.contains(message + " before " + calls().get(call).message());
    }

    @Override
    public boolean deliversBetween(int subscriber, int leave, long joins) {
        return subscriber == late && joins == 0;
    }

    @Override
    public boolean deliversAfter(int broadcast) {
        return false;
    }

    @Override
    public boolean mayStillDeliver() {
        return true;
    }
}
