package io.tidings.transport.rest;

import io.tidings.model.Failure;
import io.tidings.model.Refusal;
import io.tidings.transport.Problems;
import io.tidings.wire.ProblemWriter;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of a resource, ours or the framework's, as a problem document. */
public class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    public Response refused(Refusal refusal, UriInfo uri) {
        return problem(Problems.refusal(refusal, uri.getPath())).build();
    }

    /** A failure that the framework has found by itself: no such path, method or media type. */
    @ServerExceptionMapper
    public Response refused(WebApplicationException framework, UriInfo uri) {
        Response chosen = framework.getResponse();
        if (chosen.getStatus() >= 500) return failed(framework, uri);
        Response.ResponseBuilder problem = problem(Problems.ofStatus(chosen.getStatus()));
        if (chosen.getStatus() == 405) problem.header(HttpHeaders.ALLOW, allowed(uri.getPath()));
        return problem.build();
    }

    /** The framework does not say; RFC 9110 wants it said. */
    private static String allowed(String path) {
        return path.matches("/v1/channels/[^/]+/messages") ? "GET, HEAD, OPTIONS, POST" : "OPTIONS, POST";
    }

    /** A body that did not come as a whole, or grew too large on its way: the client's doing, and by now its answer is sent. */
    @ServerExceptionMapper
    public Response cut(IOException peer, UriInfo uri) {
        LOG.debugf(
                "a body could not be read: path=%s exception=%s",
                uri.getPath(), peer.getClass().getName());
        return problem(new Refusal(Failure.MALFORMED, "the body did not come as a whole; send it again"))
                .build();
    }

    @ServerExceptionMapper
    public Response failed(Throwable bug, UriInfo uri) {
        return problem(Problems.refusal(bug, uri.getPath())).build();
    }

    private static Response.ResponseBuilder problem(Refusal refusal) {
        Response.ResponseBuilder problem =
                Response.status(refusal.failure().status()).entity(ProblemWriter.json(refusal));
        Problems.headers(refusal).forEach(problem::header);
        return problem;
    }
}
