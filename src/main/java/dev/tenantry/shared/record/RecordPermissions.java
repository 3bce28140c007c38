package dev.tenantry.shared.record;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.ActingRights;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.problem.ProblemException;

/** Which permission it takes to do a thing to records of a kind by the API; what does it for somebody needs the same. */
@Component
public class RecordPermissions implements SmartInitializingSingleton {

    private final ObjectProvider<RecordController<?, ?>> controllers;
    private final List<ToldKind> others;
    private Map<String, String> resources = Map.of();

    RecordPermissions(ObjectProvider<RecordController<?, ?>> controllers, List<ToldKind> others) {
        this.controllers = controllers;
        this.others = others;
    }

    /** Not before: what asks here may be what a controller's service needs. */
    @Override
    public void afterSingletonsInstantiated() {
        resources = controllers.stream().collect(Collectors.toUnmodifiableMap(RecordController::type, this::resource));
    }

    /**
     * @param type   the kind of record: {@code contact}
     * @param action {@code read}, {@code create}, {@code update}
     * @return {@code contacts:read}
     * @throws IllegalArgumentException where there is no such kind
     */
    public String of(String type, String action) {
        var resource = resources.get(type);
        return (resource == null ? other(type) : resource) + ":" + action;
    }

    private String other(String type) {
        return others.stream()
                .filter(kind -> kind.type().equals(type))
                .findFirst()
                .map(ToldKind::resource)
                .orElseThrow(() -> new IllegalArgumentException("there are no records of the kind " + type));
    }

    /** Whether webhooks may tell of things of the kind. */
    public boolean areSentOut(String type) {
        return has(type) || others.stream().anyMatch(kind -> kind.type().equals(type) && kind.isSentOut());
    }

    /** Whether there are records of the kind. */
    public boolean has(String type) {
        return resources.containsKey(type);
    }

    /**
     * A request that copies something from a record that it names asks here before it looks for the record.
     *
     * @param type the kind of record
     * @throws ProblemException 403 where whoever acts may not read such records
     */
    public void demandToCopy(String type) {
        var permission = of(type, "read");
        if (!ActingRights.may(permission)) {
            throw ProblemException.forbidden(permission);
        }
    }

    /**
     * What begins to refer to a record asks here before it looks for the record.
     *
     * @param type the kind of record
     * @throws ProblemException 403 where whoever acts, a request's caller or a run, may not read such records
     */
    void demandToLink(String type) {
        if (!isTold(type)) {
            throw ProblemException.forbidden(of(type, "read"));
        }
    }

    /** Whether answers may tell which records of the kind there are: not to whoever may not read them. */
    boolean isTold(String type) {
        return !has(type) || ActingRights.may(of(type, "read"));
    }

    /** The kinds of records, and of what is told of besides, that the caller may read, in the order of their names. */
    public List<String> readable(Caller caller) {
        var kinds = Stream.concat(resources.keySet().stream(), others.stream().map(ToldKind::type));
        return kinds.filter(type -> caller.may(of(type, "read"))).sorted().toList();
    }

    private String resource(RecordController<?, ?> controller) {
        return Objects.requireNonNull(AnnotationUtils.findAnnotation(controller.getClass(), Resource.class)).value();
    }
}
