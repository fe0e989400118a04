package io.tidings.bench.client;

/** Publishes to one server, at a pace or as fast as it delivers; always from the first channel to the last and again. */
public interface Publisher extends AutoCloseable {
    /** Publishes as fast as the readers receive, with a bounded number of messages on their way. */
    void flood();

    /** Publishes at this rate, whatever the server does; each message is marked with the time for which it was meant. */
    void pace(double perSecond);

    /** Stops, and waits until the server has answered what it was asked. */
    void stop();

    /** Messages that the server has accepted. */
    long published();

    @Override
    void close();
}
