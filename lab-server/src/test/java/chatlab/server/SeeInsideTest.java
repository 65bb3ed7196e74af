package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.server.config.ServerConfig;
import chatlab.server.watch.Metrics;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a running server shows of itself.
class SeeInsideTest {
    @TempDir private Path folder;

    @Test
    void metricsAreServedInPrometheusFormat() throws Exception {
        try (var server = ChatServer.start(ServerConfig.of(Catalogue.find("cow", List.of())));
                var metrics =
                        new Metrics(server.stats(), server::connections, Optional.empty(), 0);
                var ann = Peer.in(server, "ann", "#lab");
                var _ = Peer.in(server, "bob", "#lab");
                var http = HttpClient.newHttpClient()) {
            ann.ask("PRIVMSG #lab :hello");

            var address = URI.create("http://localhost:" + metrics.port() + "/metrics");
            var body =
                    http.send(
                                    HttpRequest.newBuilder(address).build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();

            assertThat(body.lines())
                    .contains(
                            "chatlab_connections 2.0",
                            "chatlab_messages_total 1.0",
                            "chatlab_deliveries_total 1.0",
                            "chatlab_strategy_errors_total 0.0");
        }
    }

    @Test
    void aBroadcastIsAFlightRecorderEvent() throws Exception {
        var file = folder.resolve("chat.jfr");
        try (var recording = new Recording();
                var server = ChatServer.start(ServerConfig.of(Catalogue.find("cow", List.of())));
                var ann = Peer.in(server, "ann", "#lab");
                var _ = Peer.in(server, "bob", "#lab")) {
            recording.enable("chatlab.Broadcast").withoutThreshold();
            recording.start();

            ann.ask("PRIVMSG #lab :hello");

            recording.stop();
            recording.dump(file);
        }
        var events = RecordingFile.readAllEvents(file);
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().getString("channel")).isEqualTo("#lab");
        assertThat(events.getFirst().getInt("receivers")).isEqualTo(1);
    }
}
