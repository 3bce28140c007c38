package dev.tenantry.automation.approval;

import java.util.UUID;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Prerequisites;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.automation.step.Addressees;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.shared.problem.ProblemException;

/** Whom a step says to ask: {@code {"members":[…]}}, ids or placeholders of such, or {@code {"role":…}}. */
final class AskedPeople {

    private static final String MEMBERS = "members";
    private static final String ROLE = "role";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Approvals approvals;

    AskedPeople(Approvals approvals) {
        this.approvals = approvals;
    }

    /** @param faults stands at those who are asked */
    void check(JsonNode asked, Faults faults) {
        var members = asked.path(MEMBERS);
        for (var index = 0; index < members.size(); index++) {
            var member = members.path(index);
            if (!Template.isOpen(member)) {
                checkId(member, faults.at(MEMBERS).at(index));
            }
        }
    }

    private void checkId(JsonNode member, Faults faults) {
        if (!isId(member)) {
            faults.add("pattern", "this is no id of a member");
        } else if (faults.maySee(Addressees.PERMISSION)
                && approvals.members(Outcome.object().set(MEMBERS, Outcome.object().arrayNode().add(member)))
                        .isEmpty()) {
            faults.add("unknown-reference", "there is no such member");
        }
    }

    /** Those who are known by now. @param needed stands at those who are asked */
    static void require(JsonNode asked, Prerequisites needed) {
        if (asked.has(ROLE)) {
            needed.at(ROLE).add(new Addressees.Needed(null, asked.path(ROLE).asString()));
        }
        var members = asked.path(MEMBERS);
        for (var index = 0; index < members.size(); index++) {
            if (isId(members.path(index))) {
                needed.at(MEMBERS)
                        .at(index)
                        .add(new Addressees.Needed(UUID.fromString(members.path(index).asString()), null));
            }
        }
    }

    /** @param who what the step calls them @param filled without placeholders @throws ProblemException where one is no id */
    static void demandIds(String who, JsonNode filled) {
        if (!filled.path(MEMBERS).valueStream().allMatch(AskedPeople::isId)) {
            throw ProblemException.invalid(who + "." + MEMBERS, "pattern", "one of these is no id of a member");
        }
    }

    private static boolean isId(JsonNode member) {
        return ID.matcher(member.asString("")).matches();
    }
}
