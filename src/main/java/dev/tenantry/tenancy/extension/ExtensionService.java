package dev.tenantry.tenancy.extension;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.MergePatch;
import dev.tenantry.shared.web.Versioned;

/**
 * One type of profile.
 *
 * @param <Q> what a request states
 * @param <R> what an answer shows
 */
@Transactional(readOnly = true)
abstract class ExtensionService<Q extends Record, R extends Versioned> {

    private final ProfileType type;
    private final ExtensionStore store;
    private final MergePatch patches;
    private final AuditTrail trail;
    private final JsonMapper json;

    ExtensionService(ProfileType type, ExtensionStore store, MergePatch patches, AuditTrail trail, JsonMapper json) {
        this.type = type;
        this.store = store;
        this.patches = patches;
        this.trail = trail;
        this.json = json;
    }

    abstract R show(UserProfile profile);

    abstract Q state(UserProfile profile);

    abstract void change(UserProfile profile, Q request);

    /** What the request's form does not tell. */
    abstract void check(Q request);

    R get() {
        return show(store.find(type).orElseThrow(ProblemException::notFound));
    }

    @Transactional
    R replace(Q request, IfMatch ifMatch) {
        store.lock();
        var present = store.find(type);
        present.ifPresent(profile -> ifMatch.check(() -> show(profile)));
        return change(present.orElse(null), _ -> request);
    }

    @Transactional
    R patch(ObjectNode patch, IfMatch ifMatch) {
        store.lock();
        var present = store.find(type).orElseThrow(ProblemException::notFound);
        ifMatch.check(() -> show(present));
        return change(present, said -> patches.apply(said, patch));
    }

    @Transactional
    void delete(IfMatch ifMatch) {
        store.lock();
        var present = store.find(type).orElseThrow(ProblemException::notFound);
        ifMatch.check(() -> show(present));
        store.remove(present);
        record("deleted", present, state(present), null);
    }

    private R change(@Nullable UserProfile present, UnaryOperator<Q> wanted) {
        var profile = present == null ? store.add(type) : present;
        var before = state(profile);
        var after = wanted.apply(before);
        if (present != null && patches.isSame(before, after)) {
            return show(profile);
        }
        check(after);
        change(profile, after);
        store.save(profile);
        record(present == null ? "created" : "updated", profile, before, after);
        return show(profile);
    }

    /** That it was changed and where, not what to: birth charts are nobody's business but the person's. */
    private void record(String verb, UserProfile profile, Q before, @Nullable Q after) {
        JsonNode old = json.valueToTree(before);
        JsonNode now = after == null ? json.createObjectNode() : json.valueToTree(after);
        var names = new TreeSet<>(old.propertyNames());
        names.addAll(now.propertyNames());
        names.removeIf(name -> Objects.equals(old.get(name), now.get(name)));
        if (!names.isEmpty() || !verb.equals("updated")) {
            var values = new HashMap<String, @Nullable Object>();
            values.put("type", type.toString());
            values.put("fields", names);
            trail.record(new AuditEntry("user-profile." + verb, AuditEntry.Category.DATA_MODIFICATION, "user-profile",
                    profile.getId().toString(), Map.of(), values));
        }
    }
}
