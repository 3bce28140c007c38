package dev.tenantry.integrations;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A mail server that answers each line of SMTP as it is told, and keeps the mails that it has taken. */
public final class ScriptedMailServer implements AutoCloseable {

    private final ServerSocket server;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<String> answering = ScriptedMailServer::usual;

    public ScriptedMailServer() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::serve);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** @param verb what the line begins with that is answered so; {@code .} is the end of a mail */
    public ScriptedMailServer says(String verb, String reply) {
        answering = line -> line.startsWith(verb) ? reply : usual(line);
        return this;
    }

    public ScriptedMailServer says(UnaryOperator<String> other) {
        answering = other;
        return this;
    }

    public static String usual(String line) {
        return switch (line.length() < 4 ? line : line.substring(0, 4)) {
            case "EHLO" -> "250-here\r\n250 AUTH PLAIN";
            case "AUTH" -> "235 welcome";
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            default -> "250 well";
        };
    }

    /** What it was told, without the mails. */
    public List<String> lines() {
        return lines;
    }

    /** Headers and text of each mail. */
    public List<String> taken() {
        return taken;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException _) {
                // closed
            }
        }
    }

    private void talk(Socket socket) {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            say(socket, "220 here");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
                var reply = answering.apply(line);
                say(socket, reply);
                if (reply.startsWith("354")) {
                    take(socket, in);
                }
            }
        } catch (IOException _) {
            // gone
        }
    }

    private void take(Socket socket, BufferedReader in) throws IOException {
        var mail = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        var reply = answering.apply(".");
        if (reply.startsWith("2")) {
            taken.add(mail.toString());
        }
        say(socket, reply);
    }

    private static void say(Socket socket, String reply) throws IOException {
        socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
