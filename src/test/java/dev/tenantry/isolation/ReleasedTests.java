package dev.tenantry.isolation;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.OpenApiValidator;

import static org.assertj.core.api.Assertions.assertThat;

class ReleasedTests extends ApiTest {

    @Autowired
    private List<RequestMappingInfoHandlerMapping> tables;

    @Test
    void tellsRoutesThatHaveChangedFromThoseThatHaveNot() throws IOException {
        var routes = Route.all(tables).stream().filter(Route::isOurs).toList();
        var requests = new Requests(OpenApiValidator.of("http://localhost:" + port()).document());
        if (Boolean.getBoolean("tenantry.test.record")) {
            new Released(requests).record(routes);
        }
        var released = new Released(requests);
        var list = routes.stream().filter(route -> route.toString().equals("/api/v1/companies GET")).findFirst();
        var renamed = new Route("GET", "/api/v1/firms", List.of(), list.orElseThrow().handler());

        var changed = routes.stream().filter(released::isChanged).toList();

        System.out.printf("Isolation, routes: %d, changed since the last release %d%n", routes.size(), changed.size());
        assertThat(released.isChanged(renamed)).isTrue();
        // Where more has changed, what is recorded is no help any more.
        assertThat(changed).hasSizeLessThan(routes.size());
    }
}
