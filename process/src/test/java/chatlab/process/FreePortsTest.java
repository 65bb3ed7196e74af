package chatlab.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

class FreePortsTest {
    @Test
    void thePortsAreFreeAndDifferentAndNoneIsForClients() throws IOException {
        var ports = FreePorts.find(50);

        assertThat(ports).hasSize(50).doesNotHaveDuplicates().allMatch(port -> port < 32_768);
        try (var socket = new ServerSocket(ports.getFirst(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePorts.find(50)).doesNotContain(socket.getLocalPort());
        }
    }
}
