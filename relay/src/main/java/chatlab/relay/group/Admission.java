package chatlab.relay.group;

import org.jgroups.Address;
import org.jgroups.Message;
import org.jgroups.auth.AuthToken;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.AUTH;
import org.jgroups.protocols.AuthHeader;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Lets a server into the group only if it fits: the same version, the same ordering, another name.
///
/// JGroups asks it about each server that wants to join, and about each part of the group that
/// wants to merge. It stands below the protocol that keeps the view. It is no secret and keeps no
/// attacker out: that is the job of [Gate].
public final class Admission extends AUTH {
    private static final short ID = 1703;

    static {
        ClassConfigurator.addProtocol(ID, Admission.class);
    }

    // Both set once, before the channel connects.
    private String ordering = "";
    private Consumer<String> notice = _ -> {};

    /// For JGroups.
    public Admission() {
        auth_token = new Credentials();
    }

    /// @param newOrdering what must be the same for all
    void ask(String newOrdering, Consumer<String> newNotice) {
        ordering = newOrdering;
        notice = newNotice;
    }

    @Override
    public Object down(Message message) {
        if (getGMSHeader(message) != null) auth_token = mine();
        return super.down(message);
    }

    private Credentials mine() {
        var gms = (GMS) stack.findProtocol(GMS.class);
        var view = gms.view();
        var members = view == null ? List.of(local_addr) : view.getMembers();
        return new Credentials(Packet.VERSION, ordering, members);
    }

    @Override
    protected boolean handleAuthHeader(GMS.GmsHeader request, AuthHeader header, Message message) {
        var why =
                header.getToken() instanceof Credentials theirs
                        ? objection(theirs)
                        : "it shows no credentials of the lab";
        if (why == null) return true;
        notice.accept(Names.server(message.getSrc()) + " was not let in: " + why);
        sendRejectionMessage(request.getType(), message.getSrc(), why);
        return false;
    }

    private @Nullable String objection(Credentials theirs) {
        var mine = mine();
        if (theirs.version != mine.version) {
            return ("version %d of the relay meets version %d. Start all servers from the same"
                            + " version of the lab.")
                    .formatted(theirs.version, mine.version);
        }
        if (!theirs.ordering.equals(mine.ordering)) {
            return "its relay is %s, and that of this net is %s. Start all with the same --relay."
                    .formatted(theirs.ordering, mine.ordering);
        }
        for (var one : theirs.members) {
            for (var other : mine.members) {
                if (!one.equals(other) && Names.server(one).equals(Names.server(other))) {
                    return Names.server(one)
                            + " is in this net already. Give each server its own --name.";
                }
            }
        }
        return null;
    }

    /// What a server shows.
    public static final class Credentials extends AuthToken {
        private int version;
        private String ordering;
        private List<Address> members;

        /// For credentials that are about to be read.
        public Credentials() {
            this(0, "", List.of());
        }

        private Credentials(int version, String ordering, List<Address> members) {
            this.version = version;
            this.ordering = ordering;
            this.members = members;
        }

        @Override
        public String getName() {
            return Credentials.class.getName();
        }

        @Override
        public int size() {
            int size = 1 + 2 + ordering.length() + 2; // ordering is ASCII
            for (var member : members) size += Util.size(member);
            return size;
        }

        @Override
        public boolean authenticate(AuthToken token, Message message) {
            throw new UnsupportedOperationException("Admission decides");
        }

        @Override
        public void writeTo(DataOutput out) throws IOException {
            out.writeByte(version);
            out.writeUTF(ordering);
            out.writeShort(members.size());
            for (var member : members) Util.writeAddress(member, out);
        }

        @Override
        public void readFrom(DataInput in) throws IOException {
            version = in.readByte();
            ordering = in.readUTF();
            int count = in.readUnsignedShort();
            var read = new ArrayList<Address>();
            try {
                for (int i = 0; i < count; i++) read.add(Util.readAddress(in));
            } catch (ClassNotFoundException e) {
                throw new IOException(e);
            }
            members = List.copyOf(read);
        }
    }
}
