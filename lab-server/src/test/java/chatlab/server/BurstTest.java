package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.server.config.DeliveryPolicy;
import chatlab.server.config.ServerConfig;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// Many lines in one write: who reads must get them all, although the outbox holds fewer.
class BurstTest {
    private static final int READERS = 32;

    @ParameterizedTest
    @CsvSource({"QUEUED,1100", "QUEUED,6000", "LOOP,1100"})
    void nobodyWhoReadsIsDisconnected(DeliveryPolicy delivery, int lines) throws Exception {
        var config =
                ServerConfig.of(
                        Catalogue.find("cow", List.of()),
                        options -> {
                            options.delivery = delivery;
                            options.catchUp = Duration.ofMinutes(1); // the machine may be busy
                        });
        var burst = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            burst.append("PRIVMSG #burst :%06d %s\r\n".formatted(i, "z".repeat(60)));
        }
        var readers = new ArrayList<Peer>();
        try (var server = ChatServer.start(config);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < READERS; i++) readers.add(Peer.in(server, "r" + i, "#burst"));
            var reading =
                    readers.stream().map(reader -> threads.submit(inOrder(reader, lines))).toList();
            try (var sender = Peer.in(server, "sender", "#burst")) {
                sender.sendRaw(burst.toString().getBytes(StandardCharsets.UTF_8));

                for (var reader : reading) assertThat(reader.get()).isEqualTo(lines);
            }
            assertThat(server.stats().snapshot().overflows()).isZero();
        } finally {
            for (var reader : readers) reader.close();
        }
    }

    /// Reads until all lines or something else has come; returns how many came in order.
    private static Callable<Integer> inOrder(Peer reader, int lines) {
        return () -> {
            int next = 0;
            while (next < lines) {
                var line = reader.line();
                if (line == null || line.contains("ERROR")) return next;
                if (line.contains(" PRIVMSG #burst :%06d ".formatted(next))) next++;
            }
            return next;
        };
    }
}
