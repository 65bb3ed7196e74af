package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.server.config.DeliveryPolicy;
import chatlab.server.config.ServerConfig;
import chatlab.server.transport.SelectorLoop;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;

/// A server whose only thread fails does not go on as if it served.
@Timeout(60)
class ServerFailureTest {
    @Test
    void aLoopThatFailsClosesTheServerAndSaysWhy() throws Exception {
        var config =
                ServerConfig.of(
                        Catalogue.find("cow", List.of()),
                        options -> options.delivery = DeliveryPolicy.LOOP);
        try (var server = ChatServer.start(config);
                var ann = Peer.in(server, "ann", "#lab")) {
            inTheLoop(
                    server,
                    () -> {
                        throw new IllegalStateException("a bug");
                    });

            assertThat(server.awaitClosed(Duration.ofMinutes(1))).isTrue();
            assertThat(server.failure()).map(Throwable::getMessage).contains("a bug");
            assertThat(server.connections()).isZero();
            ann.skipAll(); // to the end of the connection
        }
    }

    @Test
    void aServerThatIsClosedHasNotFailed() throws Exception {
        var server = ChatServer.start(ServerConfig.of(Catalogue.find("cow", List.of())));

        server.close();

        assertThat(server.failure()).isEmpty();
    }

    private static void inTheLoop(ChatServer server, Runnable task)
            throws ReflectiveOperationException {
        var transport = ChatServer.class.getDeclaredField("transport");
        transport.setAccessible(true);
        var execute = SelectorLoop.class.getDeclaredMethod("execute", Runnable.class);
        execute.setAccessible(true);
        execute.invoke(transport.get(server), task);
    }
}
