package rondo.s3;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/**
 * An S3 server that keeps its objects in memory and listens on a free port of this machine.
 *
 * <p>Standard input has an access key and its secret key, a line each; requests must be signed with
 * them. Standard output has one line, the port, as soon as requests are answered. The server ends
 * when its standard input does: it cannot outlive the process that started it, whatever happens to
 * that one.
 */
public final class S3ServerMain {
  private S3ServerMain() {}

  /** Serves until standard input ends. */
  public static void main(String[] args) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String accessKey = in.readLine();
    String secretKey = in.readLine();
    if (accessKey == null || secretKey == null) {
      System.err.println(
          "Standard input: got no two lines, expected an access key and its secret key");
      System.exit(64);
    }
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(new TransientNio2BlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
            .build();
    server.start();
    System.out.println(server.getPort());
    while (in.readLine() != null) {
      // Nothing else is expected; wait for the end.
    }
    System.exit(0); // at once: the threads of the server would finish their requests first
  }
}
