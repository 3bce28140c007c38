package dev.tenantry.shared.access;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** An active workflow that goes by something, which is not to go from it by chance. */
public record WorkflowUse(UUID workflow, String name) {

    /** To find of them, so that it is known whether there are more than are told. */
    public static final int MOST = 11;
    private static final String TO_SEE = "workflows:read";

    /** Their names and ids, as far as the caller may know; empty otherwise. @param before what leads to them: {@code ", "} */
    public static String told(String before, List<WorkflowUse> uses) {
        if (!Caller.current().may(TO_SEE)) {
            return "";
        }
        return uses.stream()
                .limit(MOST - 1)
                .map(use -> use.name + " (" + use.workflow + ")")
                .collect(Collectors.joining(", ", before, uses.size() >= MOST ? " and others" : ""));
    }
}
