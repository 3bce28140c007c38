package dev.tenantry.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tenantry.bench.client.ApiClient;
import dev.tenantry.bench.client.LoadGenerator;
import dev.tenantry.bench.client.LoadResult;
import dev.tenantry.bench.client.RequestTemplate;

/** People at their work, each in an organization of their own: of five requests two look at a contact, two list some and one adds one. */
final class OrdinaryUsers {

    static final int CONNECTIONS = 4;
    private static final int CONTACTS = 40;
    private static final String API = "/api/v1/contacts";
    private static final String NEW_CONTACT = """
            {"name":"Nadia Fischer","email":"nadia.%1$s@cedar-labs.example","phone":"+1 555 0134"}"""
            .formatted(RequestTemplate.SERIAL);

    private final int port;
    private final List<RequestTemplate> requests = new ArrayList<>();

    OrdinaryUsers(int port, ApiClient api) {
        this.port = port;
        for (var user : SignedIn.signUp(api, CONNECTIONS)) {
            addRequests(api, user);
        }
    }

    /** Works for so long. */
    LoadResult work(Duration duration) {
        return new LoadGenerator(port, Duration.ZERO, duration).run(CONNECTIONS, requests);
    }

    private void addRequests(ApiClient api, SignedIn user) {
        var signedIn = List.of("Authorization: Bearer " + user.token());
        for (var number = 0; number < CONTACTS; number++) {
            var id = api.post(API, user.headers(), Map.of("name", "Contact " + number)).get("id").asString();
            var get = RequestTemplate.get(API + "/" + id, signedIn);
            var list = RequestTemplate.get(API + "?limit=20", signedIn);
            requests.addAll(List.of(get, list, get, list, RequestTemplate.post(API, signedIn, NEW_CONTACT)));
        }
    }
}
