package dev.tenantry.shared.web;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.Texts;

/**
 * Checks the sizes that a request's records declare ({@link Size}), from the outside inwards, before anything looks at what
 * is inside: Bean Validation would look at each of a million elements of a list that may have ten, and match a pattern
 * against a text of a megabyte that may have a hundred characters. What declares none may have so many all the same. And that nothing in a
 * list or map is null.
 */
final class BodySizes {

    /** Of a list or map that declares no size. */
    static final int MAX_ELEMENTS = 1_000;
    /** Of a text that declares no size. */
    static final int MAX_TEXT = 65_536;
    /** A text up to here costs little whatever looks at it: it is told with all else that is wrong. */
    private static final int CHEAP_TEXT = 2_000;

    private static final String OURS = "dev.tenantry.";

    private static final ClassValue<List<Member>> MEMBERS = new ClassValue<>() {

        @Override
        protected List<Member> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents()).map(Member::of).toList();
        }
    };

    private final List<FieldError> faults = new ArrayList<>();

    private BodySizes() {}

    /** @throws ProblemException 422 naming what is too large */
    static void check(Object body) {
        var sizes = new BodySizes();
        sizes.visit("", body, null);
        if (!sizes.faults.isEmpty()) {
            throw ProblemException.invalid(sizes.faults);
        }
    }

    /** @param declared what the value is; null where nothing says */
    private void visit(String path, @Nullable Object value, @Nullable AnnotatedType declared) {
        switch (value) {
            case String text when text.length() > CHEAP_TEXT -> fits(path, Texts.length(text), declared, MAX_TEXT);
            case Secret secret when secret.value().length() > CHEAP_TEXT ->
                fits(path, Texts.length(secret.value()), declared, MAX_TEXT);
            case Secret _ -> {
            }
            case Collection<?> elements -> {
                if (fits(path, elements.size(), declared, MAX_ELEMENTS)) {
                    var index = 0;
                    var type = elementOf(declared);
                    for (var element : elements) {
                        inside(path + "[" + index++ + "]", element, type);
                    }
                }
            }
            case Map<?, ?> entries -> {
                if (fits(path, entries.size(), declared, MAX_ELEMENTS)) {
                    var type = elementOf(declared);
                    entries.forEach((name, entry) -> inside(path + "." + name, entry, type));
                }
            }
            case Record stated when stated.getClass().getName().startsWith(OURS) -> MEMBERS.get(stated.getClass())
                    .forEach(member -> visit(path.isEmpty() ? member.name : path + "." + member.name,
                            member.value(stated), member.declared));
            case null, default -> {
            }
        }
    }

    /** What is in a list or map is there, unless it may be any JSON or is declared otherwise: what looks at all of them relies on it. */
    private void inside(String path, @Nullable Object value, @Nullable AnnotatedType declared) {
        if (faults.size() > ProblemException.MAX_ERRORS) {
            return;
        }
        if (value == null && declared != null && declared.getType() != Object.class
                && !declared.isAnnotationPresent(Nullable.class)) {
            faults.add(new FieldError(path, "not-null", "must not be null"));
        } else {
            visit(path, value, declared);
        }
    }

    private static @Nullable AnnotatedType elementOf(@Nullable AnnotatedType declared) {
        return declared instanceof AnnotatedParameterizedType parameterized
                ? parameterized.getAnnotatedActualTypeArguments()[parameterized
                        .getAnnotatedActualTypeArguments().length - 1]
                : null;
    }

    private boolean fits(String path, int size, @Nullable AnnotatedType type, int otherwise) {
        var declared = type == null ? null : type.getAnnotation(Size.class);
        var max = declared == null ? otherwise : declared.max();
        if (size <= max) {
            return true;
        }
        faults.add(new FieldError(path, "size",
                "size must be between " + (declared == null ? 0 : declared.min()) + " and " + max));
        return false;
    }

    /** @param name in JSON */
    private record Member(String name, RecordComponent component, AnnotatedType declared) {

        static Member of(RecordComponent component) {
            component.getAccessor().setAccessible(true);
            return new Member(nameOf(component), component, component.getAnnotatedType());
        }

        private static String nameOf(RecordComponent component) {
            var naming = component.getDeclaringRecord().getAnnotation(JsonNaming.class);
            return naming != null && naming.value() == SnakeCaseStrategy.class
                    ? PropertyNamingStrategies.SNAKE_CASE.nameForField(null, null, component.getName())
                    : component.getName();
        }

        @Nullable
        Object value(Record stated) {
            return ReflectionUtils.invokeMethod(component.getAccessor(), stated);
        }
    }
}
