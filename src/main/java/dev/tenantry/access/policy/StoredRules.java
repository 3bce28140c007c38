package dev.tenantry.access.policy;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * A policy as it is stored. Of types of events and mitigations that this version does not know another one may have stated something, which runs at the
 * same time: that is left as it is, and the rest holds.
 *
 * @param unknown rules with something that is not known
 */
record StoredRules(List<MitigationRule> known, List<JsonNode> unknown) {

    static StoredRules read(JsonMapper json, String stored) {
        var known = new ArrayList<MitigationRule>();
        var unknown = new ArrayList<JsonNode>();
        for (var rule : json.readTree(stored).asArray()) {
            try {
                known.add(json.treeToValue(rule, MitigationRule.class));
            } catch (JacksonException _) {
                unknown.add(rule);
            }
        }
        return new StoredRules(known, unknown);
    }

    /** Instead of those that are known. */
    String with(List<MitigationRule> stated, JsonMapper json) {
        ArrayNode all = json.valueToTree(stated.stream().filter(rule -> !rule.done().isEmpty()).toList());
        all.addAll(unknown);
        return json.writeValueAsString(all);
    }
}
