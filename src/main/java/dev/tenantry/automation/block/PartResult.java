package dev.tenantry.automation.block;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a step tells of one of its runs. @param result of its last step, or what another workflow answers */
record PartResult(String runId, String status, @Nullable String error, @Nullable JsonNode result) {

    static ObjectNode json(ChildRuns.Result one) {
        var json = JsonNodeFactory.instance.objectNode()
                .put("runId", Long.toString(one.runId()))
                .put("status", one.status());
        if (one.error() != null) {
            json.put("error", one.error());
        }
        return one.result() == null ? json : json.set("result", one.result());
    }
}
