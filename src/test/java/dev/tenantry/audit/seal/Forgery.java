package dev.tenantry.audit.seal;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.audit.verify.EntryForm;
import dev.tenantry.audit.verify.Frontier;
import dev.tenantry.audit.verify.Hash;

/** A bundle whose seals somebody has computed anew, who lacks nothing but the key. */
record Forgery(List<String> bundle) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** With another digest in the entry at this position, and everything behind it made to fit. */
    List<String> changed(long position) {
        var forged = new ArrayList<String>();
        var frontier = new Frontier(0, List.of());
        var chain = Hash.zeros();
        for (var line : bundle) {
            var json = (ObjectNode) JSON.readTree(line);
            if (json.has("position")) {
                if (json.get("position").longValue() == position) {
                    json.put("createdAt", "2020-01-01T00:00:00+00:00");
                    ((ObjectNode) json.get("entry")).put("created_at", "2020-01-01T00:00:00+00:00");
                }
                var leaf = EntryForm.leaf(json.at("/entry/organization_id").asString(), json.get("id").asString(),
                        json.get("createdAt").asString(),
                        json.path("expiresAt").asString(null), json.get("bodyHash").asString());
                json.put("leafHash", Hash.hex(leaf)).put("previousHash", Hash.hex(chain));
                chain = Hash.of(chain, leaf);
                json.put("chainHash", Hash.hex(chain)).put("subtreeHashes", Hash.hex(frontier.add(leaf)));
            }
            forged.add(JSON.writeValueAsString(json));
        }
        return forged;
    }
}
