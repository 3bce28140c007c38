package dev.tenantry.shared.record;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.web.Versioned;

/**
 * Writes records for super admins who act as somebody: of what is {@link KeptApart} texts are a mask, lists are empty, and what else there is is left out. Where some of a
 * kind of records is, these are not written in such a session: what it read masked it would write back masked. It is the last that is done to an answer.
 */
@RestControllerAdvice
class ImpersonatedRecords implements ResponseBodyAdvice<Object>, HandlerInterceptor {

    private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH");

    private final KeptApart apart;
    private final ObjectProvider<RecordService<?, ?, ?>> services;
    private final JsonMapper masked;
    private volatile @Nullable Map<Class<?>, String> types;

    ImpersonatedRecords(KeptApart apart, ObjectProvider<RecordService<?, ?, ?>> services, JsonMapper json) {
        this.apart = apart;
        this.services = services;
        this.masked = json.rebuild().addModule(new SimpleModule("masks").setSerializerModifier(new Masks())).build();
    }

    @Override
    public boolean preHandle(HttpServletRequest asked, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod endpoint && endpoint.getBean() instanceof RecordController<?, ?> records
                && WRITING.contains(asked.getMethod()) && !asked.getRequestURI().endsWith("/search")
                && apart.isAny(records.type(), records.shows())) {
            throw KeptApart.refusal("such records are not written in this session");
        }
        return true;
    }

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
        return JacksonJsonHttpMessageConverter.class.isAssignableFrom(converter);
    }

    @Override
    public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType contentType,
            Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest request,
            ServerHttpResponse response) {
        var caller = Caller.currentOrNull();
        return body != null && caller != null && caller.isImpersonated()
                && types().entrySet().stream().anyMatch(kind -> apart.isAny(kind.getValue(), kind.getKey()))
                        ? masked.valueToTree(body)
                        : body;
    }

    private @Nullable String mask(Object record, String property) {
        var type = types().get(record.getClass());
        return type == null ? null : apart.mask(type, property);
    }

    /** By what is shown of such records. Not all are there yet where this is made. */
    private Map<Class<?>, String> types() {
        var known = types;
        if (known == null) {
            known = services.stream()
                    .collect(Collectors.toUnmodifiableMap(RecordService::shows, RecordService::type, (one, _) -> one));
            types = known;
        }
        return known;
    }

    private final class Masks extends ValueSerializerModifier {

        private static final long serialVersionUID = 1;

        @Override
        public List<BeanPropertyWriter> changeProperties(SerializationConfig config, BeanDescription.Supplier described,
                List<BeanPropertyWriter> properties) {
            if (Versioned.class.isAssignableFrom(described.getBeanClass())) {
                properties.replaceAll(Property::new);
            }
            return properties;
        }
    }

    private final class Property extends BeanPropertyWriter {

        private static final long serialVersionUID = 1;

        private Property(BeanPropertyWriter property) {
            super(property);
        }

        @Override
        public void serializeAsProperty(Object bean, JsonGenerator out, SerializationContext context) throws Exception {
            var mask = mask(bean, getName());
            if (mask == null) {
                super.serializeAsProperty(bean, out, context);
            } else if (getType().hasRawClass(String.class) && get(bean) != null) {
                out.writeName(getName());
                out.writeString(mask);
            } else if (getType().isCollectionLikeType()) {
                out.writeName(getName());
                out.writeStartArray();
                out.writeEndArray();
            }
        }
    }
}
