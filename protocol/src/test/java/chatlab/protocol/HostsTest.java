package chatlab.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.net.UnknownHostException;

class HostsTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, 127.0.0.1, 127.0.0.1:80",
        "::1, ::1, 0::1, [::1]:80",
        "::, ::, 0::, [::]:80",
        "fe80::1, fe80::1, fe80::1, [fe80::1]:80",
        "2001:db8:0:1:0:0:0:1, 2001:db8:0:1::1, 2001:db8:0:1::1, [2001:db8:0:1::1]:80",
        "2001:0:0:1:0:0:0:0, 2001:0:0:1::, 2001:0:0:1::, [2001:0:0:1::]:80",
        "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7, [1:0:2:3:4:5:6:7]:80"
    })
    void anAddressIsWrittenAsUsual(String address, String form, String word, String withPort)
            throws UnknownHostException {
        var read = InetAddress.getByName(address);

        assertThat(Hosts.shortForm(read)).isEqualTo(form);
        assertThat(Hosts.word(read)).isEqualTo(word);
        assertThat(Hosts.withPort(read, 80)).isEqualTo(withPort);
        assertThat(Hosts.word(form)).isEqualTo(word);
    }
}
