package chatlab.relay.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.SEQUENCER;
import org.jgroups.stack.Protocol;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// Two sequencers meet after a split. Real sockets show this only now and then, so here messages
/// arrive as we like.
class TotalTest {
    private static final short SEQUENCER_ID = ClassConfigurator.getProtocolId(SEQUENCER.class);

    private final Address first = Util.createRandomAddress("a.lab");
    private final Address second = Util.createRandomAddress("c.lab");
    private final List<Message> passed = new ArrayList<>();
    private final Protocol total =
            new Total()
                    .setUpProtocol(
                            new Protocol() {
                                @Override
                                public @Nullable Object up(Message message) {
                                    passed.add(message);
                                    return null;
                                }

                                @Override
                                public @Nullable Object up(Event event) {
                                    return null;
                                }
                            });

    @Test
    void onlyTheSequencerOfTheViewIsHeard() {
        var alone = order(second, null);
        var late = order(second, null);
        var ordered = order(first, null);
        var asked = order(second, first);

        total.up(new Event(Event.VIEW_CHANGE, View.create(second, 1, second)));
        total.up(alone);
        total.up(new Event(Event.VIEW_CHANGE, View.create(first, 2, first, second)));
        total.up(late);
        total.up(ordered);
        total.up(asked);

        assertThat(passed).containsExactly(alone, ordered, asked);
    }

    /// @param to null for all
    private static Message order(Address from, @Nullable Address to) {
        return new BytesMessage(to)
                .setSrc(from)
                .putHeader(SEQUENCER_ID, new SEQUENCER.SequencerHeader());
    }
}
