package chatlab.relay;

/// A server of the net.
///
/// @param name unique in the net, such as `a.lab`
public record Server(String name) {
    @Override
    public String toString() {
        return name;
    }
}
