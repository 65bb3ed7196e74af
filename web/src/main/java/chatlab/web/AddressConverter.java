package chatlab.web;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.net.InetSocketAddress;
import java.util.regex.Pattern;

/// Reads the address of a server, such as `127.0.0.1:8080` or `[::1]:8080`.
final class AddressConverter implements ITypeConverter<InetSocketAddress> {
    private static final Pattern ADDRESS = Pattern.compile("(.+):(\\d{1,5})");

    @Override
    public InetSocketAddress convert(String text) {
        var match = ADDRESS.matcher(text);
        int port = match.matches() ? Integer.parseInt(match.group(2)) : 0;
        if (port < 1 || port > 65_535) {
            throw new TypeConversionException(
                    "'" + text + "' is not the address of a server: write 127.0.0.1:8080");
        }
        var address = new InetSocketAddress(match.group(1), port);
        if (address.isUnresolved()) {
            throw new TypeConversionException("there is no host '" + match.group(1) + "'");
        }
        return address;
    }
}
