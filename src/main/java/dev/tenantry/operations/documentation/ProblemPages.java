package dev.tenantry.operations.documentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Anonymous;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** The catalogue of problems: pages for people, and the same as JSON for whoever asks for that. */
@RestController
class ProblemPages {

    @Anonymous("the documentation is public")
    @GetMapping("/problems")
    ResponseEntity<?> list(@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        var problems = Arrays.stream(ProblemType.values()).map(ProblemResponse::of).toList();
        return asksForHtml(accept)
                ? HtmlPage.answer(ProblemPage.index(problems))
                : json(new Page<>(problems, new Page.Paging(null), null));
    }

    @Anonymous("the documentation is public")
    @GetMapping("/problems/{code}")
    ResponseEntity<?> get(@PathVariable String code,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        var problem = Arrays.stream(ProblemType.values())
                .filter(type -> type.code().equals(code))
                .findFirst()
                .map(ProblemResponse::of)
                .orElseThrow(ProblemException::notFound);
        return asksForHtml(accept) ? HtmlPage.answer(ProblemPage.of(problem)) : json(problem);
    }

    /** Whatever is asked for: who can read none of the two is told in one of them. */
    private static <T> ResponseEntity<T> json(T body) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
    }

    /** Pages are for browsers, which name HTML; whoever takes anything, or says nothing, is a program. */
    private static boolean asksForHtml(@Nullable String accept) {
        return accepted(accept).stream()
                .filter(type -> !type.isWildcardType())
                .findFirst()
                .map(type -> type.isCompatibleWith(MediaType.TEXT_HTML)
                        || type.isCompatibleWith(MediaType.APPLICATION_XHTML_XML))
                .orElse(false);
    }

    private static List<MediaType> accepted(@Nullable String accept) {
        try {
            var types = new ArrayList<>(MediaType.parseMediaTypes(accept));
            MimeTypeUtils.sortBySpecificity(types);
            types.sort(Comparator.comparingDouble(MediaType::getQualityValue).reversed());
            return types;
        } catch (InvalidMediaTypeException _) {
            return List.of();
        }
    }
}
