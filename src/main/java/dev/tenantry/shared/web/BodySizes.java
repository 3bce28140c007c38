package dev.tenantry.shared.web;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
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
 * against a text of a megabyte that may have a hundred characters. What declares none may have so many all the same.
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
        sizes.visit("", body, null, null);
        if (!sizes.faults.isEmpty()) {
            throw ProblemException.invalid(sizes.faults);
        }
    }

    private void visit(String path, @Nullable Object value, @Nullable Size own, @Nullable Size ofElements) {
        if (faults.size() > ProblemException.MAX_ERRORS) {
            return;
        }
        switch (value) {
            case String text when text.length() > CHEAP_TEXT -> fits(path, Texts.length(text), own, MAX_TEXT);
            case Secret secret when secret.value().length() > CHEAP_TEXT ->
                fits(path, Texts.length(secret.value()), own, MAX_TEXT);
            case Secret _ -> {
            }
            case Collection<?> elements -> {
                if (fits(path, elements.size(), own, MAX_ELEMENTS)) {
                    var index = 0;
                    for (var element : elements) {
                        visit(path + "[" + index++ + "]", element, ofElements, null);
                    }
                }
            }
            case Map<?, ?> entries -> {
                if (fits(path, entries.size(), own, MAX_ELEMENTS)) {
                    entries.forEach((name, entry) -> visit(path + "." + name, entry, ofElements, null));
                }
            }
            case Record stated when stated.getClass().getName().startsWith(OURS) -> MEMBERS.get(stated.getClass())
                    .forEach(member -> visit(path.isEmpty() ? member.name : path + "." + member.name,
                            member.value(stated), member.own, member.ofElements));
            case null, default -> {
            }
        }
    }

    private boolean fits(String path, int size, @Nullable Size declared, int otherwise) {
        var max = declared == null ? otherwise : declared.max();
        if (size <= max) {
            return true;
        }
        faults.add(new FieldError(path, "size",
                "size must be between " + (declared == null ? 0 : declared.min()) + " and " + max));
        return false;
    }

    /** @param name in JSON @param own the size of the value @param ofElements of each of its elements */
    private record Member(String name, RecordComponent component, @Nullable Size own, @Nullable Size ofElements) {

        static Member of(RecordComponent component) {
            component.getAccessor().setAccessible(true);
            return new Member(nameOf(component), component, component.getAnnotatedType().getAnnotation(Size.class),
                    ofElements(component));
        }

        private static String nameOf(RecordComponent component) {
            var naming = component.getDeclaringRecord().getAnnotation(JsonNaming.class);
            return naming != null && naming.value() == SnakeCaseStrategy.class
                    ? PropertyNamingStrategies.SNAKE_CASE.nameForField(null, null, component.getName())
                    : component.getName();
        }

        private static @Nullable Size ofElements(RecordComponent component) {
            if (!(component.getAnnotatedType() instanceof AnnotatedParameterizedType parameterized)) {
                return null;
            }
            AnnotatedElement element = parameterized.getAnnotatedActualTypeArguments()[parameterized
                    .getAnnotatedActualTypeArguments().length - 1];
            return element.getAnnotation(Size.class);
        }

        @Nullable
        Object value(Record stated) {
            return ReflectionUtils.invokeMethod(component.getAccessor(), stated);
        }
    }
}
