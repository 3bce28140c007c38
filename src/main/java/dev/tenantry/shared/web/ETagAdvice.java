package dev.tenantry.shared.web;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Sets the ETag of single resources, and answers 304 where {@code If-None-Match} knows it. */
@RestControllerAdvice
@Order(0)
class ETagAdvice implements ResponseBodyAdvice<Object> {

    private final EntityTags tags;

    ETagAdvice(EntityTags tags) {
        this.tags = tags;
    }

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType contentType,
            Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest request,
            ServerHttpResponse response) {
        if (!(body instanceof Versioned resource)) {
            return body;
        }
        var etag = tags.of(resource);
        response.getHeaders().setETag(etag);
        var known = request.getHeaders().getFirst(HttpHeaders.IF_NONE_MATCH);
        if (known != null && request.getMethod() == HttpMethod.GET && matches(known, etag)) {
            response.setStatusCode(HttpStatus.NOT_MODIFIED);
            return null;
        }
        return body;
    }

    private static boolean matches(String known, String etag) {
        return known.strip().equals("*") || Arrays.stream(known.split(","))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(etag::equals);
    }
}
