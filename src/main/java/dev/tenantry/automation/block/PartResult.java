package dev.tenantry.automation.block;

import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.step.Outcome;

/** What a step tells of one of its runs. */
final class PartResult {

    private PartResult() {}

    static ObjectNode json(ChildRuns.Result one) {
        var json = Outcome.object().put("runId", Long.toString(one.runId())).put("status", one.status());
        if (one.error() != null) {
            json.put("error", one.error());
        }
        return one.result() == null ? json : json.set("result", one.result());
    }
}
