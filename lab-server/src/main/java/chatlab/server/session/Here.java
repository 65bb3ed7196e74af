package chatlab.server.session;

import chatlab.server.channel.Admission;
import chatlab.server.channel.Channel;
import chatlab.server.channel.ModeChange;
import chatlab.server.channel.User;
import chatlab.server.delivery.EncodedMessage;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A single server: what users do is done at once, on the thread that reads the client.
final class Here implements Acts {
    private final Network network;
    private final Effects effects;

    Here(Network network) {
        this.network = network;
        effects = new Effects(network);
    }

    @Override
    public void say(Session by, Channel channel, EncodedMessage said) {
        effects.say(channel, said, by.user(), by::send);
    }

    @Override
    public void say(Session by, User to, EncodedMessage said) {
        effects.say(to, said, by.user(), by::send);
    }

    @Override
    public boolean register(Session newcomer) {
        newcomer.user().setRegistered();
        return true;
    }

    @Override
    public boolean rename(Session by, String nick) {
        effects.rename(by.user(), nick, by::send);
        return true;
    }

    @Override
    public Admission join(Session by, String name, @Nullable String key) {
        var entry = network.enter(by.user(), name, key);
        if (entry.admission() != Admission.WELCOME) return entry.admission();
        return effects.join(by.user(), entry.channel(), by::send)
                ? Admission.WELCOME
                : Admission.UNDONE;
    }

    @Override
    public void part(Session by, Channel channel, String reason) {
        effects.part(by.user(), channel, reason, by::send);
    }

    @Override
    public boolean kick(Session by, Channel channel, User target, String comment) {
        return effects.kick(by.user().source(), by.user(), channel, target, comment, by::send);
    }

    @Override
    public void setTopic(Session by, Channel channel, String text) {
        effects.setTopic(by.user().source(), by.user(), channel, text, by::send);
    }

    @Override
    public void change(Session by, Channel channel, List<ModeChange> changes) {
        var done =
                changes.stream()
                        .filter(change -> effects.apply(change, channel, by.user().nick()))
                        .toList();
        effects.announce(by.user().source(), by.user(), channel, done, by::send);
    }

    @Override
    public void changed(User user, @Nullable EncodedMessage told) {
        if (told != null) network.tellChange(told, user);
    }

    @Override
    public void invite(Session by, User target, Channel channel, boolean opens) {
        effects.invite(by.user().source(), by.user(), target, channel, opens);
    }

    @Override
    public void kill(Session by, User target, String comment) {
        effects.kill(by.user().source(), target, comment);
    }

    @Override
    public void wallops(Session by, String text) {
        effects.wallops(by.user().source(), text);
    }

    @Override
    public void quit(User user, String reason) {
        effects.quit(user, reason);
    }

    @Override
    public List<String> servers() {
        return List.of(network.server());
    }
}
