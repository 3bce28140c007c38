package dev.tenantry.operations.documentation;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.web.SchemaResource;

/**
 * Schemas of the records that requests and answers are made of, as the JSON mapper reads and writes them: closed, with
 * everything required that cannot be null.
 */
final class RecordSchemas implements ModelConverter {

    private final JsonMapper json;
    private final SchemaResources resources;
    /** Whose schema has a name. */
    private final Map<String, Class<?>> owners = new ConcurrentHashMap<>();

    RecordSchemas(JsonMapper json, SchemaResources resources) {
        this.json = json;
        this.resources = resources;
    }

    @Override
    public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context,
            Iterator<ModelConverter> chain) {
        var resolvable = SchemaNames.resolvable(type.getType());
        return isOurs(resolvable.toClass()) ? schema(resolvable, context) : further(type, context, chain);
    }

    private static @Nullable Schema<?> further(AnnotatedType type, ModelConverterContext context,
            Iterator<ModelConverter> chain) {
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }

    private static boolean isOurs(Class<?> type) {
        return type.isRecord() || type.isEnum() || type.isSealed() || type.getName().startsWith("tools.jackson.");
    }

    private Schema<?> schema(ResolvableType type, ModelConverterContext context) {
        var raw = type.toClass();
        var simple = SchemaTypes.of(raw);
        if (simple != null) {
            return simple;
        }
        if (raw == Optional.class) {
            return schema(type.getGeneric(0), context);
        }
        if (raw.isEnum()) {
            return enumeration(raw);
        }
        if (raw.isArray() || Collection.class.isAssignableFrom(raw)) {
            var items = raw.isArray() ? type.getComponentType() : type.as(Collection.class).getGeneric(0);
            return SchemaTypes.of("array", null).items(schema(items, context));
        }
        if (Map.class.isAssignableFrom(raw)) {
            var schema = SchemaTypes.of("object", null);
            schema.setAdditionalProperties(schema(type.as(Map.class).getGeneric(1), context));
            return schema;
        }
        if (raw.isSealed()) {
            return alternatives(raw, context);
        }
        return raw.isRecord() ? record(type, false, context) : context.resolve(new AnnotatedType(type.getType()));
    }

    private Schema<?> enumeration(Class<?> type) {
        var schema = SchemaTypes.of("string", null);
        schema.setEnum(null);
        var values = new ArrayList<Object>();
        for (var constant : type.getEnumConstants()) {
            values.add(json.valueToTree(constant).asString());
        }
        ((JsonSchema) schema).setEnum(values);
        return schema;
    }

    private Schema<?> alternatives(Class<?> type, ModelConverterContext context) {
        var schema = new JsonSchema();
        Arrays.stream(type.getPermittedSubclasses())
                .forEach(subclass -> schema.addOneOfItem(schema(ResolvableType.forClass(subclass), context)));
        return schema;
    }

    private Schema<?> record(ResolvableType type, boolean isStated, ModelConverterContext context) {
        var raw = type.toClass();
        for (var method : raw.getDeclaredMethods()) {
            if (method.isAnnotationPresent(JsonValue.class)) {
                return schema(ResolvableType.forMethodReturnType(method, raw), context);
            }
        }
        var name = SchemaNames.of(type) + (isStated ? "Request" : "");
        var named = owners.putIfAbsent(name, raw);
        if (named != null && named != raw) {
            throw new IllegalStateException("both " + named + " and " + raw + " would be called " + name);
        }
        if (!context.getDefinedModels().containsKey(name)) {
            var schema = SchemaTypes.of("object", null);
            context.defineModel(name, schema);
            describe(schema, type, isStated, context);
        }
        return new JsonSchema().$ref("#/components/schemas/" + name);
    }

    private void describe(Schema<?> schema, ResolvableType type, boolean isStated, ModelConverterContext context) {
        var required = new ArrayList<String>();
        addProperties(schema, type, isStated, required, context);
        schema.setRequired(required.isEmpty() ? null : List.copyOf(required));
        schema.setAdditionalProperties(false);
    }

    private void addProperties(Schema<?> schema, ResolvableType type, boolean isStated, List<String> required,
            ModelConverterContext context) {
        var raw = type.toClass();
        for (var component : raw.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonIgnore.class)) {
                continue;
            }
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                addProperties(schema, ResolvableType.forType(component.getGenericType(), type), isStated, required,
                        context);
                continue;
            }
            var property = new Property(raw, component, isStated || Property.isStatedBy(raw));
            schema.addProperty(property.name(), property(property, component, type, context));
            if (property.isAlwaysThere()) {
                required.add(property.name());
            }
        }
    }

    private Schema<?> property(Property property, RecordComponent component, ResolvableType owner,
            ModelConverterContext context) {
        var type = ResolvableType.forType(component.getGenericType(), owner);
        var resource = component.getAnnotation(SchemaResource.class);
        var schema = resource != null
                ? resources.part(resource)
                : property.isStated() && Property.isStatedOtherwise(type.toClass())
                        ? record(type, true, context)
                        : schema(type, context);
        property.constrain(schema);
        return property.mayBeNull() ? orNull(schema) : schema;
    }

    static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() == null) {
            if (schema.getTypes() != null) {
                schema.addType("null");
                allowNull(schema);
            }
            return schema;
        }
        var either = new JsonSchema();
        either.setDescription(schema.getDescription());
        schema.setDescription(null);
        either.addAnyOfItem(schema);
        either.addAnyOfItem(SchemaTypes.of("null", null));
        return either;
    }

    private static void allowNull(Schema<?> schema) {
        if (schema.getEnum() != null && schema.getEnum().stream().noneMatch(Objects::isNull)) {
            var values = new ArrayList<@Nullable Object>(schema.getEnum());
            values.add(null);
            ((JsonSchema) schema).setEnum(values);
        }
    }
}
