package dev.tenantry.shared.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;

/** Chooses the server's port. */
final class ListenPort {

    static final int DEFAULT = 15432;

    /** In place of a port: any free one, even where the default one is free. */
    static final int ANY = -1;

    private ListenPort() {}

    /** The port asked for; for 0 the default one, or any free one where that is taken. */
    static int choose(int wanted) throws IOException {
        if (wanted == ANY) {
            return anyFree();
        }
        if (wanted < 0 || wanted > 65_535) {
            throw EmbeddedDatabaseException.invalidSetting("port", wanted);
        }
        if (wanted == 0) {
            return isFree(DEFAULT) ? DEFAULT : anyFree();
        }
        if (!isFree(wanted)) {
            throw EmbeddedDatabaseException.portInUse(wanted);
        }
        return wanted;
    }

    static int anyFree() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            return socket.getLocalPort();
        }
    }

    /**
     * Whether every address of localhost has the port to give. PostgreSQL itself is content with one of them, and then
     * a connection could reach whoever listens on the other.
     */
    private static boolean isFree(int port) throws IOException {
        for (var address : InetAddress.getAllByName("localhost")) {
            if (NetworkInterface.getByInetAddress(address) != null && !isFree(address, port)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFree(InetAddress address, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
