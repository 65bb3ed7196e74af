package chatlab.server.delivery;

/// The outbox of a user whose client is on another server: that server delivers, this one does not.
public enum NoOutbox implements Outbox {
    INSTANCE;

    @Override
    public boolean offer(EncodedMessage message) {
        return false;
    }

    @Override
    public boolean put(EncodedMessage message) {
        return false;
    }

    @Override
    public void finish(String why) {}

    @Override
    public void abort(String why) {}

    @Override
    public String reason() {
        return "";
    }
}
