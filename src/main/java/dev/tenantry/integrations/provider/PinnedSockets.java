package dev.tenantry.integrations.provider;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;

import javax.net.SocketFactory;

/** Sockets that connect to one of these addresses, whatever the name means by then. */
final class PinnedSockets extends SocketFactory {

    private final InetAddress[] addresses;

    /** @param addresses one at least, checked */
    PinnedSockets(InetAddress[] addresses) {
        this.addresses = addresses.clone();
    }

    @Override
    public Socket createSocket() {
        return new Socket() {

            @Override
            public void connect(SocketAddress asked, int timeout) throws IOException {
                super.connect(new InetSocketAddress(addresses[0], ((InetSocketAddress) asked).getPort()), timeout);
            }
        };
    }

    /** By a name, which would be looked up again. */
    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new UnknownHostException(host);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localAddress, int localPort) throws IOException {
        throw new UnknownHostException(host);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new UnknownHostException(host.toString());
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localAddress, int localPort) throws IOException {
        throw new UnknownHostException(host.toString());
    }
}
