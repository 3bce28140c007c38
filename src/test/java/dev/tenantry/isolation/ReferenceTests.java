package dev.tenantry.isolation;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.OpenApiValidator;

import static org.assertj.core.api.Assertions.assertThat;

/** Part 3, in bodies: what a request says about another's records. */
@IntegrationTest
class ReferenceTests {

    @Autowired
    private List<RequestMappingInfoHandlerMapping> tables;

    @LocalServerPort
    private int port;

    @Test
    void anothersRecordsCannotBeNamedInABody() throws Exception {
        var routes = Route.all(tables).stream().filter(Route::isOurs).toList();
        var requests = new Requests(OpenApiValidator.of("http://localhost:" + port).document());
        try (var neighbours = new Neighbours(port)) {
            var before = neighbours.settledDigests();
            var listener = new Listener(neighbours.own.person.api(), requests, neighbours.detector);
            var matrix = new ReferenceMatrix(neighbours, new PathValues(routes), requests, listener);

            routes.forEach(matrix::probe);

            Figures.print("bodies that name another's records", "places", matrix.named().size(), "calls",
                    listener.calls(), "differences", matrix.differences().size(), "leaks",
                    listener.complaints().size());
            assertThat(matrix.differences()).isEmpty();
            assertThat(matrix.named()).hasSizeGreaterThan(50);
            assertThat(listener.complaints()).isEmpty();
            assertThat(neighbours.settledDigests()).isEqualTo(before);
        }
    }
}
