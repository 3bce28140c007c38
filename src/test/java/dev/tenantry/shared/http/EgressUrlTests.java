package dev.tenantry.shared.http;

import java.net.URISyntaxException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EgressUrlTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"https://example.test/a?b=c%20d | https://example.test/a?b=c%20d",
        "http://127.0.0.1:9912/ş?q=ü | http://127.0.0.1:9912/%C5%9F?q=%C3%BC",
        "https://example.test/注文/😀 | https://example.test/%E6%B3%A8%E6%96%87/%F0%9F%98%80",
        "https://bücher.example/ü | https://xn--bcher-kva.example/%C3%BC",
        "https://bücher.example:8443/ | https://xn--bcher-kva.example:8443/",
        "https://例え.テスト | https://xn--r8jz45g.xn--zckzah", "https://faß.example/ | https://xn--fa-hia.example/",
        "https://ς.example/x | https://xn--3xa.example/x"})
    void isRequestedInAscii(String written, String requested) throws URISyntaxException {
        assertThat(EgressUrl.parse(written)).hasToString(requested);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://ü ü/", "https://\u2024\u2024/", "http://a b/", "http://１２７.0.0.1/",
        "https://bücher。example/"})
    void refusesWhatHasNoHost(String written) {
        assertThatThrownBy(() -> {
            if (EgressUrl.parse(written).getHost() == null) {
                throw new URISyntaxException(written, "no host");
            }
        }).isInstanceOf(URISyntaxException.class);
    }
}
