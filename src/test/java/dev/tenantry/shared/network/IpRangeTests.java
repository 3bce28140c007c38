package dev.tenantry.shared.network;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Odd spellings are one and the same address, or refused with the reason. */
class IpRangeTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"192.0.2.1|192.0.2.1", "' 192.0.2.1 '|192.0.2.1", "192.0.2.1/32|192.0.2.1",
        "0.0.0.0|0.0.0.0", "255.255.255.255|255.255.255.255", "203.0.113.0/24|203.0.113.0/24", "0.0.0.0/0|0.0.0.0/0",
        "10.0.0.0 / 8|10.0.0.0/8", "::|::", "::1|::1", "::/0|::/0", "2001:DB8:0:0:0:0:0:1|2001:db8::1",
        "2001:0db8:0000:0000:0000:0000:0000:0001/128|2001:db8::1", "[2001:db8::1]|2001:db8::1",
        "2001:db8:0:1:1:1:1:1|2001:db8:0:1:1:1:1:1", "2001:0:0:1:0:0:0:1|2001:0:0:1::1", "2001:db8::/32|2001:db8::/32",
        "2001:db8:0:0:1::|2001:db8:0:0:1::", "fe80::1|fe80::1", "2002:c000:201::|2002:c000:201::",
        "64:ff9b:1::192.0.2.1|64:ff9b:1::c000:201", "2001:db8::192.0.2.1|2001:db8::c000:201",
        "::ffff:192.0.2.1|192.0.2.1", "::FFFF:c000:0201|192.0.2.1", "0:0:0:0:0:ffff:192.0.2.1|192.0.2.1",
        "::ffff:0:192.0.2.1|192.0.2.1", "64:ff9b::192.0.2.1|192.0.2.1", "64:ff9b::c000:201|192.0.2.1",
        "[::ffff:192.0.2.1]|192.0.2.1", "::ffff:10.0.0.0/104|10.0.0.0/8", "::ffff:0:0/96|0.0.0.0/0",
        "64:ff9b::/96|0.0.0.0/0", "::ffff:192.0.2.1/128|192.0.2.1"})
    void isReadWhateverItsSpelling(String written, String canonical) {
        var range = IpRange.parse(written);

        assertThat(range).hasToString(canonical).isEqualTo(IpRange.parse(canonical));
        assertThat(IpAddress.exactly(range.first().inet())).isEqualTo(range.first());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''|no address", "010.0.0.1|octal", "0x7f.0.0.1|hexadecimal",
        "192.0.2.01|octal",
        "00.0.0.0|octal", "127.1|four numbers", "2130706433|four numbers", "0x7f000001|four numbers",
        "1.2.3|four numbers",
        "1.2.3.4.5|neither", "256.0.0.1|0 to 255", "1.2.3.-4|0 to 255", "1.2.3.|0 to 255", "192.0.2.1:443|port",
        "192.0.2.*|CIDR", "192.0.2.1-192.0.2.9|CIDR", "192.0.2.1 – 9|CIDR", "2001:db8::1-2001:db8::9|CIDR",
        "１.２.３.４|U+FF11",
        "١٩٢.0.2.1|U+0661", "192.0.2.1, 192.0.2.9|several", "192.0.2.1 192.0.2.9|several",
        "'130.59.31.80\u00a0'|U+00A0", "130.59.31.0\\24|U+005C",
        "130.59.31.0／24|U+FF0F",
        "localhost|neither",
        "office.example.com|neither", "fe80::1%eth0|zone", "fe80::1%25eth0|zone", "[fe80::1%1]|zone",
        "[2001:db8::1]:443|port",
        "[2001:db8::1|not closed", "2001:db8::1]|hexadecimal digits", "1::2::3|one ::", ":::|one ::",
        "2001:db8|more colons",
        "1:2:3:4:5:6:7|eight groups", "1:2:3:4:5:6:7:8:9|eight groups", "1:2:3:4:5:6:7::8|eight groups",
        "12345::|hexadecimal digits",
        "g::|hexadecimal digits", "::1.2.3.4|means nothing", "::102:304|means nothing", "::1:0/112|means nothing",
        "0:0:0:0:0:0:1:0|means nothing",
        "::0.0.0.1|means nothing", "::ffff:1.2.3|four numbers", "::ffff:01.2.3.4|octal",
        "1.2.3.4::|hexadecimal digits", "203.0.113.5/24|203.0.113.0/24", "2001:db8::1/32|2001:db8::/32",
        "10.0.0.0/33|0 to 32",
        "::/129|0 to 128", "10.0.0.0/|0 to 32", "10.0.0.0/08|0 to 32", "10.0.0.0/-1|0 to 32", "10.0.0.0/8/8|0 to 32",
        "10.0.0.0/255.0.0.0|no mask", "::ffff:10.0.0.0/64|others besides", "64:ff9b::/64|others besides"})
    void isRefusedWithTheReason(String written, String reason) {
        assertThatThrownBy(() -> IpRange.parse(written)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    /** As browsers tell names from numbers, which are addresses or nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "name", value = {"example.test|name", "4.example|name", "1.2.3.4x|name",
        "0x7f.example|name",
        "0x7g|name", "8.8.8.8|8.8.8.8", "[2001:db8::1]|2001:db8::1", "2001:db8::1|2001:db8::1"})
    void areHostsAsNamesAre(String host, @Nullable String address) {
        assertThat(IpAddress.ofHost(host)).isEqualTo(address == null ? null : IpAddress.parse(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0177.0.0.1", "012.0.0.1", "127.1", "2130706433", "0x7f000001", "127.0.0.0x1", "127.0.0.1.",
        "example.1", "0x",
        "[::127.0.0.1]", "fe80::1%1"})
    void areNoHostsWhereSomeReadThemOtherwise(String host) {
        assertThatThrownBy(() -> IpAddress.ofHost(host)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Teredo has the address behind the server's, inverted. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"2002:cb00:7107::1|203.0.113.7", "2002:cb00:7107:ffff:1:2:3:4|203.0.113.7",
        "2001:0:c633:6401:8000:f227:34ff:8ef8|203.0.113.7", "2001:db8::1|2001:db8::1", "2001:1::1|2001:1::1",
        "2003::1|2003::1",
        "64:ff9b:1::cb00:7107|64:ff9b:1::cb00:7107", "203.0.113.7|203.0.113.7"})
    void areCarriedByWhatTheySay(String address, String carrier) {
        assertThat(IpAddress.parse(address).carrier()).isEqualTo(IpAddress.parse(carrier));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"10.0.0.0/8|10.255.0.1|true", "10.0.0.0/8|11.0.0.0|false",
        "0.0.0.0/0|255.1.2.3|true",
        "0.0.0.0/0|::1|false", "::/0|192.0.2.1|false", "::/0|2001:db8::1|true", "2001:db8::/33|2001:db8:8000::|false",
        "2001:db8::/33|2001:db8:7fff::1|true", "2001:db8::8000:0/97|2001:db8::8fff:1|true",
        "2001:db8::8000:0/97|2001:db8::1|false",
        "192.0.2.1|192.0.2.1|true", "192.0.2.1|::ffff:192.0.2.1|true", "192.0.2.1|192.0.2.2|false",
        "128.0.0.0/1|200.0.0.1|true", "128.0.0.0/1|127.0.0.1|false"})
    void containsWhatBeginsAlike(String range, String address, boolean isInside) {
        assertThat(IpRange.parse(range).contains(IpAddress.parse(address))).isEqualTo(isInside);
    }
}
