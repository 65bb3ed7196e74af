package chatlab.relay.ordering;

import org.jgroups.Address;
import org.jgroups.Global;
import org.jgroups.Header;
import org.jgroups.ViewId;
import org.jgroups.util.Bits;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// What [ViewSynchrony] writes on a message.
public final class ViewSynchronyHeader extends Header {
    static final short ID = 1706;

    /// What the message is.
    enum Kind {
        /// A message of the protocols above.
        DATA('d'),

        /// Says how much its sender has got, so that others may forget what all have.
        ACKNOWLEDGMENT('a'),

        /// The same, at the end of a view.
        LAST('l'),

        /// A message of a server that is gone, sent once more.
        REPEATED('r');

        private final char letter; // on the wire

        Kind(char letter) {
            this.letter = letter;
        }

        private static Kind of(int letter) throws IOException {
            for (var kind : values()) if (kind.letter == letter) return kind;
            throw new IOException("no kind " + letter);
        }
    }

    private Kind kind = Kind.DATA;
    private ViewId view = new ViewId();
    private @Nullable Address origin;
    private long number;
    private Map<Address, Long> got = Map.of();

    /// For a header that is about to be read.
    public ViewSynchronyHeader() {}

    /// @param origin who sent the message first; null without a message
    /// @param number its number
    /// @param got how many messages of each server of the view the sender has got
    ViewSynchronyHeader(
            Kind kind, ViewId view, @Nullable Address origin, long number, Map<Address, Long> got) {
        this.kind = kind;
        this.view = view;
        this.origin = origin;
        this.number = number;
        this.got = got;
    }

    Kind kind() {
        return kind;
    }

    ViewId view() {
        return view;
    }

    @Nullable Address origin() {
        return origin;
    }

    long number() {
        return number;
    }

    Map<Address, Long> got() {
        return got;
    }

    @Override
    public short getMagicId() {
        return ID;
    }

    @Override
    public Supplier<? extends Header> create() {
        return ViewSynchronyHeader::new;
    }

    @Override
    public int serializedSize() {
        int size = Global.BYTE_SIZE + view.serializedSize() + Util.size(origin);
        size += Bits.size(number) + Global.SHORT_SIZE;
        for (var entry : got.entrySet()) {
            size += Util.size(entry.getKey()) + Bits.size(entry.getValue());
        }
        return size;
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        out.writeByte(kind.letter);
        view.writeTo(out);
        Util.writeAddress(origin, out);
        Bits.writeLongCompressed(number, out);
        out.writeShort(got.size());
        for (var entry : got.entrySet()) {
            Util.writeAddress(entry.getKey(), out);
            Bits.writeLongCompressed(entry.getValue(), out);
        }
    }

    @Override
    public void readFrom(DataInput in) throws IOException, ClassNotFoundException {
        kind = Kind.of(in.readUnsignedByte());
        view = new ViewId();
        view.readFrom(in);
        origin = Util.readAddress(in);
        number = Bits.readLongCompressed(in);
        int size = in.readUnsignedShort();
        got = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            got.put(Util.readAddress(in), Bits.readLongCompressed(in));
        }
    }
}
