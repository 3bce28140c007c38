package dev.tenantry.shared.idempotency;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

import dev.tenantry.shared.access.Admission;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.web.ProblemWriter;

/**
 * Runs a request that carries an Idempotency-Key in one transaction with the claim of the key and the keeping of the
 * answer: effect and answer are committed together or not at all. A refusal (4xx) had no effect and is kept alone, unless it
 * is for who asks, or how: that can be another matter next time. Whoever asks again must be somebody who may ask, now.
 */
@Component
@Order(IdempotencyFilter.AFTER_SECURITY)
class IdempotencyFilter extends OncePerRequestFilter {

    static final int AFTER_SECURITY = 0;
    private static final Set<String> METHODS = Set.of("POST", "PATCH");
    private static final int MAX_LENGTH = 255;

    /** Not signed in, not allowed, too often; or in an Accept that cannot be met. */
    private static final Set<Integer> FOR_WHO_ASKS = Set.of(401, 403, 406, 429);

    private final Admission admission;
    private final StoredAnswers answers;
    private final TransactionTemplate transaction;
    private final ProblemWriter problems;

    IdempotencyFilter(Admission admission, StoredAnswers answers, PlatformTransactionManager transactions,
            ProblemWriter problems) {
        this.admission = admission;
        this.answers = answers;
        this.transaction = new TransactionTemplate(transactions);
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !METHODS.contains(request.getMethod()) || request.getHeader("Idempotency-Key") == null
                || Caller.currentOrNull() == null
                || !request.getRequestURI().startsWith("/api/v1/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            var key = request.getHeader("Idempotency-Key");
            if (key.isBlank() || key.length() > MAX_LENGTH) {
                throw ProblemException.malformed("Idempotency-Key", "it has 1 to " + MAX_LENGTH + " characters");
            }
            if (admission.admits(request, response)) {
                answerOnce(key, new RepeatableRequest(request), response, chain);
            } else {
                chain.doFilter(request, response);
            }
        } catch (ProblemException problem) {
            problems.write(request, response, problem);
        }
    }

    private void answerOnce(String key, RepeatableRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        var hash = hash(request);
        var buffered = new ContentCachingResponseWrapper(response);
        try {
            var stored = transaction.execute(status -> run(key, hash, request, buffered, chain, status));
            if (stored != null) {
                replay(stored, hash, response);
                return;
            }
        } catch (DuplicateKeyException lost) {
            // Another request with the key was committed between the look and the claim; this one's effect is undone.
            throw ProblemException.of(ProblemType.IDEMPOTENCY_KEY_IN_USE,
                    ProblemType.IDEMPOTENCY_KEY_IN_USE.explanation());
        }
        if (buffered.getStatus() >= 400 && buffered.getStatus() < 500 && !FOR_WHO_ASKS.contains(buffered.getStatus())) {
            keepRefusal(key, StoredAnswer.of(hash, buffered));
        }
        buffered.copyBodyToResponse();
    }

    private @Nullable StoredAnswer run(String key, byte[] hash, RepeatableRequest request,
            ContentCachingResponseWrapper response, FilterChain chain,
            TransactionStatus status) {
        var stored = answers.claim(key);
        if (stored != null) {
            return stored;
        }
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException failure) {
            throw new IllegalStateException(failure);
        }
        if (response.getStatus() >= 400 || status.isRollbackOnly()) {
            status.setRollbackOnly();
        } else {
            answers.keep(key, StoredAnswer.of(hash, response));
        }
        return null;
    }

    private void keepRefusal(String key, StoredAnswer refusal) {
        try {
            transaction.executeWithoutResult(_ -> {
                if (answers.claim(key) == null) {
                    answers.keep(key, refusal);
                }
            });
        } catch (DuplicateKeyException | ProblemException _) {
            // Somebody else has the key now; a refusal that is not kept does no harm.
        }
    }

    private static void replay(StoredAnswer stored, byte[] hash, HttpServletResponse response) throws IOException {
        if (!Arrays.equals(stored.requestHash(), hash)) {
            throw ProblemException.of(ProblemType.IDEMPOTENCY_KEY_REUSED,
                    ProblemType.IDEMPOTENCY_KEY_REUSED.explanation());
        }
        stored.replay(response);
    }

    private static byte[] hash(RepeatableRequest request) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString() + "\n")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            request.addTo(digest);
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
