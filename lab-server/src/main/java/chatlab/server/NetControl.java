package chatlab.server;

import chatlab.evidence.live.NetCounts;
import chatlab.relay.NetFaults;
import chatlab.server.net.Net;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the program that started this server may tell it about the net, one line of standard input
/// at a time: faults for tests, and a question. Clients can do none of this.
///
/// - `counts`: print what has arrived from whom;
/// - `loss 5%`: lose so many of the packets that arrive;
/// - `split b.lab,c.lab`: hear nothing from these servers;
/// - `heal`: hear all servers again.
final class NetControl {
    private static final Pattern LOSS = Pattern.compile("loss (\\d{1,2}(?:\\.\\d+)?|100)%");
    private static final Pattern SPLIT = Pattern.compile("split ([A-Za-z0-9.,-]+)");

    private final Net net;
    private final NetFaults faults;

    NetControl(Net net, NetFaults faults) {
        this.net = net;
        this.faults = faults;
    }

    /// Does what a line says.
    ///
    /// @return what to print
    Optional<NetCounts> take(String line) {
        var loss = LOSS.matcher(line);
        var split = SPLIT.matcher(line);
        if (loss.matches()) {
            faults.lose(Double.parseDouble(loss.group(1)) / 100);
        } else if (split.matches()) {
            faults.splitFrom(List.of(split.group(1).split(",")));
        } else if (line.equals("heal")) {
            faults.heal();
        } else if (line.equals("counts")) {
            net.tellCounts();
            return Optional.of(net.counted());
        }
        return Optional.empty();
    }
}
