package dev.tenantry.shared.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/** Why another server has not been asked or has not answered, in words that do not depend on who asks it and how. */
public final class NetworkFailure {

    public static final String BROKEN = "the connection broke off before there was a whole answer";
    /** Which of the two it is tells what names there are where nobody may look. */
    static final String UNKNOWN = "the host's name is not known, or stands for an address that may not be reached";
    static final String NO_HTTP = "the answer is no HTTP";
    private static final int MOST_CAUSES = 20;

    private NetworkFailure() {}

    /** It took longer than all of it may, however often something came. */
    public static SocketTimeoutException late(Duration longest) {
        return new Late(longest);
    }

    private static final class Late extends SocketTimeoutException {

        private static final long serialVersionUID = 1;
        /** Of three seconds some milliseconds are gone when the time begins to be counted. */
        private static final Duration SPENT_BEFORE = Duration.ofMillis(100);

        Late(Duration longest) {
            super("no whole answer within " + longest.plus(SPENT_BEFORE).toSeconds() + " s");
        }
    }

    /** @return what of it is known, else its own message */
    public static String reason(Exception failure) {
        return causes(failure).stream()
                .map(NetworkFailure::known)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> failure.getMessage() == null ? BROKEN : failure.getMessage());
    }

    private static List<Throwable> causes(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        for (Throwable next = failure; next != null && causes.size() < MOST_CAUSES; next = next.getCause()) {
            causes.add(next);
        }
        return causes;
    }

    private static @Nullable String known(Throwable failure) {
        return switch (failure) {
            case Late late -> late.getMessage();
            case ConnectionRequestTimeoutException _ -> "too many connections are open already";
            case ConnectTimeoutException _ -> "no connection comes about in time";
            case SocketTimeoutException _ -> "no answer in time";
            case UnknownHostException _ -> UNKNOWN;
            case NoRouteToHostException _ -> "there is no way to the host";
            case ConnectException refused when refused.getCause() instanceof SocketTimeoutException ->
                "no connection comes about in time";
            case ConnectException _ -> "the connection is refused";
            case SSLException tls -> ofTls(tls);
            case NoHttpResponseException _,ConnectionClosedException _,EOFException _,SocketException _ -> BROKEN;
            case MalformedChunkCodingException _,HttpException _ -> NO_HTTP;
            default -> null;
        };
    }

    private static String ofTls(SSLException failure) {
        for (var cause : causes(failure)) {
            switch (cause) {
                case CertificateExpiredException _ -> {
                    return "the certificate has expired";
                }
                case SSLPeerUnverifiedException _ -> {
                    return "the certificate is for another name";
                }
                case CertificateException _ -> {
                    return "the certificate is not one that is trusted for this name";
                }
                case SocketException _,EOFException _ -> {
                    return BROKEN;
                }
                default -> {
                    // what is behind it says more
                }
            }
        }
        return "no encrypted connection comes about: " + failure.getMessage();
    }

    /** The same, said. */
    static IOException said(IOException failure) {
        return failure instanceof EgressGuard.Refused ? failure : new IOException(reason(failure), failure);
    }
}
