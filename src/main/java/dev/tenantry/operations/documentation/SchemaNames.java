package dev.tenantry.operations.documentation;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JavaType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/** What a type is called in the document: {@code ContactResponse} a Contact, and a page of it a ContactPage. */
final class SchemaNames {

    private static final String ANSWER = "Response";

    private SchemaNames() {}

    static String of(ResolvableType type) {
        return Arrays.stream(type.getGenerics()).map(SchemaNames::of).collect(Collectors.joining())
                + simple(type.toClass());
    }

    private static String simple(@Nullable Class<?> type) {
        if (type == null) {
            return "";
        }
        var name = type.getSimpleName();
        var isAnswer = name.endsWith(ANSWER) && name.length() > ANSWER.length();
        return simple(type.getEnclosingClass())
                + (isAnswer ? name.substring(0, name.length() - ANSWER.length()) : name);
    }

    /** Spring's view of a type, whichever library's view it is. */
    static ResolvableType resolvable(Type type) {
        if (!(type instanceof JavaType jackson)) {
            return ResolvableType.forType(type);
        }
        var generics = new ResolvableType[jackson.containedTypeCount()];
        for (var index = 0; index < generics.length; index++) {
            generics[index] = resolvable(jackson.containedType(index));
        }
        var raw = jackson.getRawClass();
        return generics.length > 0 && generics.length == raw.getTypeParameters().length
                ? ResolvableType.forClassWithGenerics(raw, generics)
                : ResolvableType.forClass(raw);
    }
}
