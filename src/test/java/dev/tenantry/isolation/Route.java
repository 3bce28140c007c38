package dev.tenantry.isolation;

import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.tenantry.shared.access.EndpointAccess;
import dev.tenantry.shared.web.RawBody;
import dev.tenantry.shared.web.UnreadBody;

/**
 * A way into the application, as the table says that requests are routed by.
 *
 * @param method     GET where the table leaves it open
 * @param conditions {@code name=value}, by which it shares its path with another
 */
record Route(String method, String path, List<String> conditions, HandlerMethod handler) {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}:]+)(:[^}]*)?}");

    /** All of them, those of libraries included. */
    static List<Route> all(Collection<RequestMappingInfoHandlerMapping> tables) {
        var routes = new ArrayList<Route>();
        for (var table : tables) {
            table.getHandlerMethods().forEach((mapping, handler) -> routes.addAll(of(mapping, handler)));
        }
        routes.sort(Comparator.comparing(Route::toString));
        return routes;
    }

    private static List<Route> of(RequestMappingInfo mapping, HandlerMethod handler) {
        var methods = mapping.getMethodsCondition().getMethods();
        var conditions = mapping.getParamsCondition().getExpressions().stream().map(Object::toString).sorted().toList();
        return mapping.getPatternValues()
                .stream()
                .flatMap(path -> (methods.isEmpty() ? List.of(RequestMethod.GET) : methods).stream()
                        .map(method -> new Route(method.name(), path, conditions, handler)))
                .toList();
    }

    boolean isOurs() {
        return handler.getBeanType().getPackageName().startsWith("dev.tenantry");
    }

    /** Whether it takes a body of whatever kind. */
    boolean readsAnything() {
        return handler.hasMethodAnnotation(RawBody.class) || handler.hasMethodAnnotation(UnreadBody.class);
    }

    /** Whether it takes a body that is read for it, described or not. */
    boolean takesBody() {
        return Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    /** The first media type that it says it reads; empty where it leaves that open. */
    String consumes() {
        var mapping = handler.getMethodAnnotation(RequestMapping.class);
        return mapping == null || mapping.consumes().length == 0
                ? ""
                : mapping.consumes()[0];
    }

    /** The media types that it says it answers with; none where it leaves that open. */
    List<String> produces() {
        var mapping = handler.getMethodAnnotation(RequestMapping.class);
        return mapping == null ? List.of() : List.of(mapping.produces());
    }

    /** It is where the container goes with an error, and nobody else has to. */
    boolean isErrorPage() {
        return ErrorController.class.isAssignableFrom(handler.getBeanType());
    }

    Optional<EndpointAccess> access() {
        return EndpointAccess.of(handler);
    }

    boolean isFor(Class<? extends EndpointAccess> callers) {
        return access().filter(callers::isInstance).isPresent();
    }

    /** It changes nothing, whatever its method is: who may read may do it. */
    boolean reads() {
        return method.equals("GET") || access().orElse(null) instanceof EndpointAccess.ForPermitted(var permissions)
                && permissions.stream().allMatch(permission -> permission.endsWith(":read"));
    }

    List<String> variables() {
        return VARIABLE.matcher(path).results().map(variable -> variable.group(1)).toList();
    }

    /** The path before a variable, without the slash: where the things are that the variable tells apart. */
    String collection(String variable) {
        return path.substring(0, path.indexOf("/{" + variable + "}"));
    }

    /** The path with its variables filled, and the parameters that it depends on. */
    String fill(UnaryOperator<String> values) {
        var filled = VARIABLE.matcher(path)
                .replaceAll(variable -> Matcher.quoteReplacement(values.apply(variable.group(1))));
        return conditions.isEmpty() ? filled : filled + "?" + String.join("&", conditions);
    }

    /** A value that a path variable may have and nothing has. */
    String random(String variable) {
        var type = type(variable);
        var random = ThreadLocalRandom.current();
        if (type == UUID.class) {
            return UUID.randomUUID().toString();
        } else if (type == Long.class || type == long.class) {
            return Long.toString(random.nextLong(1L << 50, 1L << 60));
        } else if (type == Integer.class || type == int.class) {
            return Integer.toString(random.nextInt(1 << 28, 1 << 30));
        } else if (type == String.class) {
            return "nothing-" + random.nextInt(1 << 28, 1 << 30);
        }
        throw new AssertionError(this + ": no value of " + type + " is known for {" + variable
                + "}; teach Route what such a thing looks like");
    }

    private Class<?> type(String variable) {
        // What a controller looks up for all of its endpoints takes the variable in their place.
        var before = Arrays.stream(handler.getBeanType().getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(ModelAttribute.class));
        return Stream.concat(Stream.of(handler.getMethod()), before)
                .flatMap(method -> Arrays.stream(method.getParameters()))
                .filter(parameter -> {
                    var annotation = parameter.getAnnotation(PathVariable.class);
                    return annotation != null
                            && variable.equals(annotation.value().isEmpty() ? parameter.getName() : annotation.value());
                })
                .findFirst()
                .<Class<?>>map(Parameter::getType)
                .orElseThrow(() -> new AssertionError(this + ": nothing takes the path variable " + variable));
    }

    @Override
    public String toString() {
        return path + (conditions.isEmpty() ? "" : conditions.stream().collect(Collectors.joining("&", "?", ""))) + " "
                + method;
    }
}
