package dev.tenantry.automation.step;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Prerequisite;
import dev.tenantry.automation.definition.PrerequisiteCheck;
import dev.tenantry.automation.definition.Prerequisites;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.notification.Consents;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.MessagePurpose;
import dev.tenantry.notification.RefusedRecipient;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.mail.NamedAddress;

/** Whom steps write to, and whom not: who is suppressed, or has not consented where that is needed. */
@Component
class WrittenTo implements PrerequisiteCheck<WrittenTo.Needed> {

    static final String PURPOSE = "purpose";
    static final String REFUSED = "refused";
    /** Of the schemas of steps that write to people. */
    static final String SCHEMA = """
            "purpose": { "enum": ["transactional", "marketing"], \
            "description": "what people are written to for; absent: transactional, which they need. Marketing goes to addresses alone that have \
            consented to it (/consents). Addresses that are suppressed (/suppressions) are written to by neither, or not for marketing. Where nobody is \
            left the step succeeds, and its result says so" }""";

    private static final String RECIPIENT = "recipient";
    private static final String REASON = "reason";
    private static final Set<String> TO_BE_TOLD = Set.of("suppressions:read", "consents:read");

    private final Consents consents;

    WrittenTo(Consents consents) {
        this.consents = consents;
    }

    /** Addresses that a step states. */
    record Needed(ContactChannel channel, MessagePurpose purpose, List<String> addresses) implements Prerequisite {

        @Override
        public String code() {
            return "suppressed";
        }

        @Override
        public Set<String> permissions() {
            return TO_BE_TOLD;
        }
    }

    static MessagePurpose purpose(JsonNode config) {
        return config.has(PURPOSE)
                ? MessagePurpose.of(config.path(PURPOSE).asString())
                : MessagePurpose.TRANSACTIONAL;
    }

    /** In the current transaction, or one of its own. */
    List<RefusedRecipient> refused(ContactChannel channel, JsonNode config, List<String> addresses) {
        return consents.refused(channel, purpose(config), addresses);
    }

    /** Tells them, where there are some. */
    static void put(ObjectNode told, List<RefusedRecipient> refused) {
        if (!refused.isEmpty()) {
            var all = told.putArray(REFUSED);
            refused.forEach(one -> all.addObject().put(RECIPIENT, one.recipient()).put(REASON, one.reason()));
        }
    }

    static List<RefusedRecipient> read(JsonNode told) {
        return told.path(REFUSED)
                .valueStream()
                .map(one -> new RefusedRecipient(one.path(RECIPIENT).asString(), one.path(REASON).asString()))
                .toList();
    }

    /** What is to be done, for whoever tries the step: without those whom the caller may not know, and with the reasons for one who may. */
    JsonNode shown(ContactChannel channel, MessagePurpose purpose, JsonNode prepared) {
        if (!prepared.has(REFUSED)) {
            return prepared;
        }
        var shown = (ObjectNode) prepared.deepCopy();
        shown.remove(REFUSED);
        if (Caller.current().permissions().containsAll(TO_BE_TOLD)) {
            put(shown, consents.explained(channel, purpose,
                    read(prepared).stream().map(RefusedRecipient::recipient).toList()));
        }
        return shown;
    }

    /** Those of the addresses that are known by now. */
    static void require(ContactChannel channel, JsonNode config, List<JsonNode> stated, Prerequisites needed) {
        var known = stated.stream()
                .filter(address -> address.isString() && !Template.isOpen(address))
                .map(JsonNode::asString)
                .map(address -> channel == ContactChannel.EMAIL ? NamedAddress.bare(address) : address)
                .filter(address -> channel.key(address) != null)
                .toList();
        if (!known.isEmpty()) {
            needed.add(new Needed(channel, purpose(config), known));
        }
    }

    @Override
    public Class<Needed> kind() {
        return Needed.class;
    }

    @Override
    public Map<Needed, String> unmet(UUID workflow, Set<Needed> needed) {
        var unmet = new HashMap<Needed, String>();
        needed.stream()
                .collect(Collectors.groupingBy(one -> List.of(one.channel, one.purpose)))
                .values()
                .forEach(alike -> addUnmet(alike, unmet));
        return unmet;
    }

    private void addUnmet(List<Needed> alike, Map<Needed, String> unmet) {
        var first = alike.getFirst();
        var addresses = new HashSet<String>();
        alike.forEach(one -> addresses.addAll(one.addresses));
        var reasons = consents.explained(first.channel, first.purpose, addresses)
                .stream()
                .collect(Collectors.toMap(RefusedRecipient::recipient, RefusedRecipient::reason));
        for (var one : alike) {
            var refused = one.addresses.stream().filter(reasons::containsKey).toList();
            if (!refused.isEmpty()) {
                unmet.put(one, refused.size() + " of " + one.addresses.size() + " recipients not written to: "
                        + refused.getFirst() + ", since " + reasons.get(refused.getFirst()));
            }
        }
    }
}
