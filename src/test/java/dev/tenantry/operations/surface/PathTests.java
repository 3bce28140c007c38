package dev.tenantry.operations.surface;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import dev.tenantry.operations.surface.Routes.Route;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.RawHttp;
import dev.tenantry.support.Sample;

import static org.assertj.core.api.Assertions.assertThat;

/** Every endpoint by every odd spelling of its path: what is decided is decided about one text. */
class PathTests extends ApiTest {

    private record Spelling(String name, UnaryOperator<String> of) {}

    private static final List<Spelling> SPELLINGS = List.of(
            new Spelling("a letter encoded", path -> encoded(path, 1, 2)),
            new Spelling("all encoded", path -> encoded(path, 1, path.length())),
            new Spelling("the last letter encoded", path -> encoded(path, path.length() - 1, path.length())),
            new Spelling("encoded twice", path -> "/%25" + encoded(path, 1, 2).substring(2) + path.substring(2)),
            new Spelling("a slash encoded", path -> "/" + path.substring(1).replace("/", "%2F")),
            new Spelling("a small encoded slash", path -> "/" + path.substring(1).replace("/", "%2f")),
            new Spelling("slashes doubled", path -> path.replace("/", "//")),
            new Spelling("a slash doubled at the start", path -> "/" + path),
            new Spelling("a dot", path -> "/." + path),
            new Spelling("dots", path -> "/docs/.." + path),
            new Spelling("encoded dots", path -> "/docs/%2e%2E" + path),
            new Spelling("a parameter", path -> path + ";a=b"),
            new Spelling("a parameter in front", path -> "/docs;x/.." + path),
            new Spelling("an encoded semicolon", path -> path + "%3Ba"),
            new Spelling("a backslash", path -> path.replace("/", "\\")),
            new Spelling("an encoded backslash", path -> "/docs%5C.." + path),
            new Spelling("upper case", path -> path.toUpperCase(Locale.ROOT)),
            new Spelling("a slash at the end", path -> path + "/"),
            new Spelling("a null character", path -> path + "%00"),
            new Spelling("an overlong slash", path -> "/docs%C0%AF.." + path),
            new Spelling("an extension", path -> path + ".json"));

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void areDecidedAboutAlikeHoweverTheyAreSpelled() {
        var member = people.signUp().accessToken();
        var softly = new SoftAssertions();
        var statuses = new TreeMap<Integer, Integer>();
        var routes = Sample.partOf("paths in other spellings", new Routes(requestMappingHandlerMapping).all());
        for (var route : routes) {
            var decision = status(route, route.path(), member);
            for (var spelling : route.path().equals("/") ? List.<Spelling>of() : SPELLINGS) {
                var path = spelling.of.apply(route.path());
                if (!path.equals(route.path())) {
                    var status = status(route, path, member);
                    statuses.merge(status, 1, Integer::sum);
                    softly.assertThat(status)
                            .as("%s, %s: %s", route, spelling.name, path)
                            .isIn(decision, 400, 401, 403, 404, 405);
                }
            }
            if (decision < 300 && !route.method().equals("GET")) {
                // It may have ended the session.
                member = people.signUp().accessToken();
            }
        }
        softly.assertAll();
        assertThat(statuses.get(400)).isGreaterThan(Sample.part(3_000));
    }

    private int status(Route route, String path, String token) {
        var answer = RawHttp.send(port(), route.method() + " " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer " + token + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        return Integer.parseInt(answer.substring(9, 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%61ctuator/prometheus", "/actuator%2Fprometheus", "//actuator/prometheus",
        "/ACTUATOR/prometheus", "/actuator;/prometheus", "/docs/../actuator/prometheus"})
    void doNotOpenWhatIsForSuperAdmins(String path) {
        assertThat(status(new Route("GET", path), path, people.signUp().accessToken())).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/problems/caf%C3%A9", "/problems/a%20b", "/problems/a%3Ab", "/problems/a%40b",
        "/problems/a:b@c"})
    void mayEncodeWhatTheyCannotSayOtherwise(String path) {
        var answer = RawHttp.send(port(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 404");
    }

    private static String encoded(String path, int from, int to) {
        var text = new StringBuilder(path.substring(0, from));
        path.substring(from, to).chars().forEach(next -> text.append("%%%02X".formatted(next)));
        return text.append(path.substring(to)).toString();
    }
}
