package dev.tenantry.shared.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.web.method.HandlerMethod;

/** What an endpoint's annotations declare of its callers. */
public sealed interface EndpointAccess {

    record ForEverybody() implements EndpointAccess {}

    record ForSignedIn() implements EndpointAccess {}

    record ForSuperAdmins() implements EndpointAccess {}

    /** Super admins, and whoever carries the platform's service key. */
    record ForPlatform() implements EndpointAccess {}

    /** @param permissions {@code resource:action}; all are needed */
    record ForPermitted(Set<String> permissions) implements EndpointAccess {}

    /** Empty where nothing is declared, or more than one thing. */
    static Optional<EndpointAccess> of(HandlerMethod endpoint) {
        var declared = new ArrayList<EndpointAccess>();
        if (endpoint.hasMethodAnnotation(Anonymous.class)) {
            declared.add(new ForEverybody());
        }
        if (endpoint.hasMethodAnnotation(SignedIn.class)) {
            declared.add(new ForSignedIn());
        }
        if (endpoint.hasMethodAnnotation(SuperAdminOnly.class)) {
            declared.add(new ForSuperAdmins());
        }
        if (endpoint.hasMethodAnnotation(PlatformOnly.class)) {
            declared.add(new ForPlatform());
        }
        var required = endpoint.getMethodAnnotation(RequiresPermission.class);
        if (required != null) {
            declared.add(new ForPermitted(qualified(required, endpoint.getBeanType().getAnnotation(Resource.class))));
        }
        return declared.size() == 1 ? Optional.of(declared.getFirst()) : Optional.empty();
    }

    private static Set<String> qualified(RequiresPermission required,
            @org.jspecify.annotations.Nullable Resource resource) {
        var permissions = new TreeSet<String>();
        Arrays.stream(required.value())
                .map(name -> name.contains(":") || resource == null ? name : resource.value() + ":" + name)
                .forEach(permissions::add);
        return permissions;
    }
}
