package chatlab.engine.code;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A field of an instrumented class.
public final class SharedField {
    private final int number;
    private final String owner;
    private final String name;
    private final char kind;
    private final boolean isStatic;
    private final boolean isVolatile;
    private final boolean isFinal;
    private final ClassLoader loader;
    private final String text;
    private @Nullable Class<?> type;
    private @Nullable VarHandle handle;

    SharedField(int number, ClassLoader loader, Declaration declaration) {
        this.number = number;
        this.loader = loader;
        this.owner = declaration.owner;
        this.name = declaration.name;
        this.kind = declaration.descriptor.charAt(0);
        this.isStatic = declaration.isStatic;
        this.isVolatile = declaration.isVolatile;
        this.isFinal = declaration.isFinal;
        int last = Math.max(owner.lastIndexOf('.'), owner.lastIndexOf('$'));
        this.text = owner.substring(last + 1) + "." + name;
    }

    /// What the class file says of a field.
    ///
    /// @param owner the binary name of the declaring class
    public record Declaration(
            String owner,
            String name,
            String descriptor,
            boolean isStatic,
            boolean isVolatile,
            boolean isFinal) {}

    public int number() {
        return number;
    }

    public boolean isStatic() {
        return isStatic;
    }

    public boolean isVolatile() {
        return isVolatile;
    }

    public boolean isFinal() {
        return isFinal;
    }

    /// The binary name of the class that declares it.
    public String ownerName() {
        return owner;
    }

    /// The class that declares it, loaded but perhaps not yet initialized.
    public Class<?> owner() {
        if (type == null) {
            try {
                type = Class.forName(owner, false, loader);
            } catch (ClassNotFoundException e) {
                throw new LinkageError(owner, e);
            }
        }
        return type;
    }

    /// Reads the heap. The holder is ignored for a static field, and null then.
    public @Nullable Object get(@Nullable Object holder) {
        return isStatic ? handle().get() : handle().get(holder);
    }

    /// Writes the heap.
    public void set(@Nullable Object holder, @Nullable Object value) {
        if (isStatic) handle().set(value);
        else handle().set(holder, value);
    }

    /// The value before any write (JLS 4.12.5).
    public @Nullable Object defaultValue() {
        return switch (kind) {
            case 'Z' -> false;
            case 'B' -> (byte) 0;
            case 'C' -> (char) 0;
            case 'S' -> (short) 0;
            case 'I' -> 0;
            case 'J' -> 0L;
            case 'F' -> 0f;
            case 'D' -> 0d;
            default -> null;
        };
    }

    private VarHandle handle() {
        if (handle == null) {
            try {
                var in = MethodHandles.privateLookupIn(owner(), MethodHandles.lookup());
                var fieldType = owner().getDeclaredField(name).getType();
                handle =
                        isStatic
                                ? in.findStaticVarHandle(owner(), name, fieldType)
                                : in.findVarHandle(owner(), name, fieldType);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(owner + "." + name, e);
            }
        }
        return handle;
    }

    /// Returns for instance `Mine.members`.
    @Override
    public String toString() {
        return text;
    }
}
