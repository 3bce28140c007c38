package dev.tenantry.shared.web;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.network.Location;
import dev.tenantry.shared.network.Locations;

/** Where the current request comes from, as far as anybody knows. */
@Component
public class RequestLocation {

    private final Locations locations;
    private final JsonMapper json;

    RequestLocation(Locations locations, JsonMapper json) {
        this.locations = locations;
        this.json = json;
    }

    /** JSON, as it is stored; null where nothing is known. */
    public @Nullable String current() {
        var place = place();
        return place == null ? null : json.writeValueAsString(place);
    }

    @Nullable
    Location place() {
        var request = RequestDetails.currentOrNull();
        return request == null || request.client() == null ? null : locations.of(request.client());
    }
}
