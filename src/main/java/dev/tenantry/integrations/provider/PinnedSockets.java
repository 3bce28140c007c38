package dev.tenantry.integrations.provider;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

import dev.tenantry.shared.http.NetworkFailure;

/**
 * Sockets that connect to this address, whatever the name means by then, and that have an end: a server that says
 * something all the time, or never ends what it says, holds neither a thread nor memory for as long as it likes.
 */
final class PinnedSockets extends SocketFactory {

    private final InetAddress address;
    private final Duration time;
    private final long most;

    /**
     * @param address checked
     * @param time    for all of a conversation
     * @param most    bytes that the server may say in it
     */
    PinnedSockets(InetAddress address, Duration time, long most) {
        this.address = address;
        this.time = time;
        this.most = most;
    }

    @Override
    public Socket createSocket() {
        return new Pinned();
    }

    private final class Pinned extends Socket {

        private final long deadline = System.nanoTime() + time.toNanos();
        private long said;

        @Override
        public void connect(SocketAddress asked, int timeout) throws IOException {
            super.connect(new InetSocketAddress(address, ((InetSocketAddress) asked).getPort()), timeout);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {

                @Override
                public int read() throws IOException {
                    limitRead();
                    try {
                        var one = in.read();
                        said(1);
                        return one;
                    } catch (SocketTimeoutException _) {
                        throw tooLong();
                    }
                }

                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    limitRead();
                    try {
                        var count = in.read(bytes, from, length);
                        said(count);
                        return count;
                    } catch (SocketTimeoutException _) {
                        throw tooLong();
                    }
                }
            };
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    var _ = demandTime();
                    out.write(bytes, from, length);
                }
            };
        }

        private void said(int bytes) throws IOException {
            var _ = demandTime();
            said += bytes;
            if (said > most) {
                throw new IOException("the server says more than " + most + " bytes");
            }
        }

        /** A read waits for no longer than what is left, whatever is set for each. */
        private void limitRead() throws IOException {
            setSoTimeout((int) Math.min(demandTime(), Integer.MAX_VALUE));
        }

        /** @return milliseconds that are left, at least 1 */
        private long demandTime() throws IOException {
            var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left < 1) {
                throw tooLong();
            }
            return left;
        }

        private SocketTimeoutException tooLong() {
            return NetworkFailure.late(time);
        }
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
