package chatlab.relay.ordering;

import org.jgroups.Address;
import org.jgroups.Global;
import org.jgroups.Header;
import org.jgroups.ViewId;
import org.jgroups.util.Bits;
import org.jgroups.util.Util;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// What [Causal] writes on a message: a vector clock, or a view to announce.
public final class CausalHeader extends Header {
    static final short ID = 1702;

    private ViewId view = new ViewId();
    private Map<Address, Long> clock = Map.of();
    private List<Address> members = List.of();

    /// For a header that is about to be read.
    public CausalHeader() {}

    private CausalHeader(ViewId view, Map<Address, Long> clock, List<Address> members) {
        this.view = view;
        this.clock = clock;
        this.members = members;
    }

    static CausalHeader of(CausalQueue.Stamp<Address, ViewId> stamp) {
        return new CausalHeader(stamp.view(), stamp.clock(), List.of());
    }

    static CausalHeader announcement(ViewId view, List<Address> members) {
        return new CausalHeader(view, Map.of(), members);
    }

    boolean isAnnouncement() {
        return !members.isEmpty();
    }

    ViewId view() {
        return view;
    }

    CausalQueue.Stamp<Address, ViewId> stamp() {
        return new CausalQueue.Stamp<>(view, clock);
    }

    List<Address> members() {
        return members;
    }

    @Override
    public short getMagicId() {
        return ID;
    }

    @Override
    public Supplier<? extends Header> create() {
        return CausalHeader::new;
    }

    @Override
    public int serializedSize() {
        int size = view.serializedSize() + 2 * Global.SHORT_SIZE;
        for (var entry : clock.entrySet()) {
            size += Util.size(entry.getKey()) + Bits.size(entry.getValue());
        }
        for (var member : members) size += Util.size(member);
        return size;
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        view.writeTo(out);
        out.writeShort(clock.size());
        for (var entry : clock.entrySet()) {
            Util.writeAddress(entry.getKey(), out);
            Bits.writeLongCompressed(entry.getValue(), out);
        }
        out.writeShort(members.size());
        for (var member : members) Util.writeAddress(member, out);
    }

    @Override
    public void readFrom(DataInput in) throws IOException, ClassNotFoundException {
        view = new ViewId();
        view.readFrom(in);
        int clocks = in.readUnsignedShort();
        clock = new LinkedHashMap<>();
        for (int i = 0; i < clocks; i++) {
            clock.put(Util.readAddress(in), Bits.readLongCompressed(in));
        }
        int count = in.readUnsignedShort();
        members = new ArrayList<>();
        for (int i = 0; i < count; i++) members.add(Util.readAddress(in));
    }
}
