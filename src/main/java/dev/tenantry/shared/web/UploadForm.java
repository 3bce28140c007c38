package dev.tenantry.shared.web;

import java.util.HashSet;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.WebUtils;

import dev.tenantry.shared.problem.ProblemException;

/** Refuses parts of an upload that its endpoint does not take, or takes once or in the other form: as text, or as a file. */
final class UploadForm implements HandlerInterceptor {

    /** What a decoder writes where bytes are no text. */
    private static final char REPLACEMENT = '\ufffd';

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var form = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        if (form != null && handler instanceof HandlerMethod endpoint) {
            var files = new HashSet<String>();
            var texts = new HashSet<String>();
            declared(endpoint, files, texts);
            form.getMultiFileMap().forEach((name, parts) -> {
                check(name, files, texts, "this is text, and its part has no file name", parts.size());
                parts.forEach(part -> checkText(name, part.getOriginalFilename(), "its file name"));
            });
            form.getParameterMap().forEach((name, values) -> {
                check(name, texts, files, "this is a file, and its part has a file name", values.length);
                checkText(name, values[0], "it");
            });
        }
        return true;
    }

    private static void check(String name, Set<String> taken, Set<String> otherwise, String form, int times) {
        if (otherwise.contains(name)) {
            throw ProblemException.malformed(name, form);
        }
        if (!taken.contains(name)) {
            throw ProblemException.unknown(name, "this form has no part of this name");
        }
        if (times > 1) {
            throw ProblemException.malformed(name, "it may be given once");
        }
    }

    private static void checkText(String name, @Nullable String text, String what) {
        if (text != null && (text.indexOf(REPLACEMENT) >= 0 || text.indexOf('\0') >= 0)) {
            throw ProblemException.malformed(name, what + " must be UTF-8, without the character U+0000");
        }
    }

    private static void declared(HandlerMethod endpoint, Set<String> files, Set<String> texts) {
        var discoverer = new DefaultParameterNameDiscoverer();
        for (var parameter : endpoint.getMethodParameters()) {
            parameter.initParameterNameDiscovery(discoverer);
            if (parameter.hasParameterAnnotation(RequestParam.class)) {
                (parameter.getParameterType() == MultipartFile.class ? files : texts)
                        .add(ParameterInterceptor.name(parameter));
            }
        }
    }
}
