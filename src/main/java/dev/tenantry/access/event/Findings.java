package dev.tenantry.access.event;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.access.guard.ClientNetwork;
import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.network.Locations;

/** What events show of what was found, as it is stored. */
@Component
class Findings {

    private final Locations locations;
    private final AddressBlocks blocks;
    private final JsonMapper json;

    Findings(Locations locations, AddressBlocks blocks, JsonMapper json) {
        this.locations = locations;
        this.blocks = blocks;
        this.json = json;
    }

    String indicators(Detection detection, int falsePositives) {
        var shown = detection.indicators(falsePositives);
        var exempt = blocks.exempt(detection);
        if (!exempt.isEmpty()) {
            shown.put("exemptAddresses", exempt);
        }
        return json.writeValueAsString(shown);
    }

    /** Null where there is none, or what there is is none. */
    @Nullable
    String address(Subject subject) {
        try {
            return subject.address() == null ? null : IpAddress.parse(subject.address()).toString();
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** The network, and where it is as far as anybody knows; null where there is no address. */
    @Nullable
    String geolocation(Subject subject) {
        var network = ClientNetwork.of(subject.address());
        if (network == null) {
            return null;
        }
        var place = locations.of(subject.address());
        var shown = place == null ? json.createObjectNode() : json.<ObjectNode>valueToTree(place);
        return json.writeValueAsString(shown.put("network", network));
    }
}
