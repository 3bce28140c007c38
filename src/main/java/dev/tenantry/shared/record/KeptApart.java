package dev.tenantry.shared.record;

import java.util.Arrays;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.listing.Filter;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** What an organization keeps from super admins who act as one of its members, of records. */
@Component
public class KeptApart {

    private final CopyMasks masks;

    KeptApart(CopyMasks masks) {
        this.masks = masks;
    }

    /** What stands in the place of a property's values for whoever acts; null where these do. */
    @Nullable
    String mask(String type, String property) {
        return isForSupport() ? masks.apart(type, property) : null;
    }

    /** @param shown what is shown of such a record */
    boolean isAny(String type, Class<?> shown) {
        return isForSupport() && Arrays.stream(shown.getRecordComponents())
                .anyMatch(component -> mask(type, component.getName()) != null);
    }

    /**
     * Nothing is found or put in order by what is not shown, which would tell it.
     *
     * @throws ProblemException 403
     */
    void check(String type, Class<?> shown, ListRequest asked) {
        if (!isForSupport()) {
            return;
        }
        var filter = asked.filter();
        var sort = asked.sort();
        var fields = Stream.concat(filter == null ? Stream.of() : filter.conditions().map(Filter.Condition::field),
                sort == null
                        ? Stream.of()
                        : Arrays.stream(sort.split(",")).map(key -> key.strip().replaceFirst("^-", "")));
        fields.filter(field -> mask(type, field.split("\\.", 2)[0]) != null).findFirst().ifPresent(field -> {
            throw refusal("nothing is found or put in order by " + field);
        });
        if (asked.q() != null && isAny(type, shown)) {
            throw refusal("nothing is searched for in such records");
        }
    }

    static ProblemException refusal(String what) {
        return ProblemException.of(ProblemType.IMPERSONATED,
                what + ": the organization keeps some of it from super admins who act as somebody");
    }

    private static boolean isForSupport() {
        var caller = Caller.currentOrNull();
        return caller != null && caller.isImpersonated();
    }
}
