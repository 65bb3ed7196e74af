package chatlab.relay;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A server in a process of its own, so that it can be killed.
///
/// Arguments: ordering, name, port, peers. Each line on standard input is an event to send. When it
/// has come back, the line is printed. The end of standard input ends the server.
final class ServerMain {
    private ServerMain() {}

    public static void main(String[] arguments) throws Exception {
        var options =
                new RelayOptions(
                        arguments[0],
                        arguments[1],
                        Integer.parseInt(arguments[2]),
                        List.of(arguments[3].split(",")));
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var relay = Relays.open(options, new Echo(arguments[1]))) {
            System.out.println("open");
            for (var line = input.readLine(); line != null; line = input.readLine()) {
                relay.send(line.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private record Echo(String self) implements Relay.Listener {
        @Override
        public void received(Server from, byte[] event) {
            if (from.name().equals(self)) {
                System.out.println(new String(event, StandardCharsets.UTF_8));
            }
        }

        @Override
        public void view(View view) {}
    }
}
