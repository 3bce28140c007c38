package dev.tenantry.operations.documentation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

import dev.tenantry.shared.access.EndpointAccess;
import dev.tenantry.shared.batch.BatchAnswer;
import dev.tenantry.shared.web.OmittedBodies;
import dev.tenantry.shared.web.RawBody;
import dev.tenantry.shared.web.SchemaResource;

/** A handler as its mapping and its signature describe it. */
record Endpoint(String path, HttpMethod method, RequestMappingInfo mapping, HandlerMethod handler) {

    /** Empty where the declaration is missing, which the build refuses. */
    Optional<EndpointAccess> access() {
        return EndpointAccess.of(handler);
    }

    boolean isAnonymous() {
        return access().filter(EndpointAccess.ForEverybody.class::isInstance).isPresent();
    }

    /** The conditions by which it shares its path with another, for example {@code permanent=true}. */
    List<String> conditions() {
        return mapping.getParamsCondition().getExpressions().stream().map(Object::toString).sorted().toList();
    }

    boolean takes(Class<?> parameterType) {
        return parameters().stream().anyMatch(parameter -> parameter.getParameterType() == parameterType);
    }

    /** Where it is said what parameters look like whose types do not tell, by their names. */
    Map<String, SchemaResource> schemas() {
        return parameters().stream()
                .filter(parameter -> parameter.hasParameterAnnotation(SchemaResource.class))
                .collect(Collectors.toMap(parameter -> parameter.getParameter().getName(),
                        parameter -> Objects.requireNonNull(parameter.getParameterAnnotation(SchemaResource.class))));
    }

    boolean hasPathVariable() {
        return path.contains("{");
    }

    boolean hasBody() {
        return handler.hasMethodAnnotation(RawBody.class) || parameters().stream()
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class)
                        || parameter.hasParameterAnnotation(RequestPart.class)
                        || org.springframework.web.multipart.MultipartFile.class
                                .isAssignableFrom(parameter.getParameterType()));
    }

    boolean mayOmitBody(OmittedBodies omitted) {
        return method == HttpMethod.POST && parameters().stream().anyMatch(omitted::mayBeOmitted);
    }

    /** What it answers with, out of its envelope. */
    ResolvableType answer() {
        var type = ResolvableType.forMethodReturnType(handler.getMethod(), handler.getBeanType());
        return ResponseEntity.class.isAssignableFrom(type.toClass())
                ? type.as(ResponseEntity.class).getGeneric(0)
                : type;
    }

    /** What a handler that returns nothing writes itself, as its mapping declares; null where that declares nothing. */
    @Nullable
    Content writes() {
        var types = mapping.getProducesCondition().getProducibleMediaTypes();
        var content = new Content();
        types.forEach(
                type -> content.addMediaType(type.toString(), new MediaType().schema(SchemaTypes.of("string", null))));
        return types.isEmpty() ? null : content;
    }

    /** Whether its answer goes on for a while, of which there are only so many at a time. */
    boolean streams() {
        return mapping.getProducesCondition()
                .getProducibleMediaTypes()
                .contains(org.springframework.http.MediaType.TEXT_EVENT_STREAM);
    }

    /** An answer in an envelope says where the new resource is, or what became of a batch. */
    boolean creates() {
        return method == HttpMethod.POST
                && ResponseEntity.class.isAssignableFrom(handler.getReturnType().getParameterType())
                && !answersWith(BatchAnswer.class) && !isBelow("/auth/v1/");
    }

    boolean answersWith(Class<?> type) {
        return type.isAssignableFrom(answer().toClass());
    }

    boolean isBelow(String prefix) {
        return path.startsWith(prefix);
    }

    private List<MethodParameter> parameters() {
        return Arrays.asList(handler.getMethodParameters());
    }
}
