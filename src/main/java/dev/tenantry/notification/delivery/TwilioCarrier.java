package dev.tenantry.notification.delivery;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

import dev.tenantry.notification.Channel;
import dev.tenantry.shared.crypto.Secret;

/** Sends text messages through Twilio's Messages API, or a service that speaks it. */
final class TwilioCarrier implements Carrier {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TOO_MANY = 429;
    private static final int TIMED_OUT = 408;

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI messages;
    private final String authorization;
    private final String from;

    TwilioCarrier(SmsSettings settings) {
        this.messages = URI.create("%s/2010-04-01/Accounts/%s/Messages.json"
                .formatted(settings.url().toString().replaceAll("/+$", ""), settings.accountSid()));
        this.authorization = "Basic " + Base64.getEncoder()
                .encodeToString("%s:%s".formatted(settings.accountSid(), Secret.reveal(settings.authToken()))
                        .getBytes(StandardCharsets.UTF_8));
        this.from = settings.from();
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public String provider() {
        return "twilio";
    }

    @Override
    public void carry(Delivery delivery) throws DeliveryException {
        var status = send(form(Map.of("To", delivery.recipient(), "From", from, "Body", delivery.body().strip())));
        if (status / 100 == 2) {
            return;
        }
        if (status / 100 == 4 && status != TOO_MANY && status != TIMED_OUT) {
            throw DeliveryException.forGood("the SMS service refuses the message (status " + status + ")");
        }
        throw DeliveryException.forNow("the SMS service does not take the message now (status " + status + ")");
    }

    private int send(String form) throws DeliveryException {
        var request = HttpRequest.newBuilder(messages)
                .timeout(PATIENCE)
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException _) {
            throw DeliveryException.forNow("the SMS service is not to be reached");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw DeliveryException.forNow("this instance is stopping");
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
